# Y geiriau o gwmpas pob tudalen, ym mhob ffurflen, ac yn lle tudalen na ellir ei dangos.

## Dyddiau

day = { $weekday } { $day } { $month } { $year }
weekday-1 = dydd Llun
weekday-2 = dydd Mawrth
weekday-3 = dydd Mercher
weekday-4 = dydd Iau
weekday-5 = dydd Gwener
weekday-6 = dydd Sadwrn
weekday-7 = dydd Sul
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr
date-day = Diwrnod
date-month = Mis
date-year = Blwyddyn

## O gwmpas pob tudalen

service = Redress
service-about = Pan na chafodd addewid i ddisgyblion neu rieni ei gadw
skip = Neidio i’r brif ran
leave = Gadael y dudalen hon
acting = Rydych yn gweithredu fel { $role } dros { $body }.
acting-change = Gweithredu fel rhywun arall
languages = Darllen hyn mewn iaith arall
only-english = Mae’r rhan hon o’r dudalen yn Saesneg.
danger = Ydy plentyn mewn perygl?
danger-now-before = Os yw plentyn mewn perygl nawr, ffoniwch
danger-now-after = . Peidiwch ag aros am ateb yma.
danger-nspcc-before = Os ydych yn poeni am blentyn, ffoniwch yr NSPCC ar
danger-nspcc-after = , neu dywedwch wrth yr arweinydd diogelu yn yr ysgol.
danger-childline-before = Os ydych chi’n blentyn, ffoniwch Childline ar
danger-childline-after = . Mae’r ddau am ddim.
more = Mwy
nav-start = Gwneud cwyn
nav-desk = Eich cwynion
nav-guarantees = Yr addewidion
nav-regimes = Sut gall cwynion fynd
nav-schools = Dod o hyd i ysgol
nav-return = Dod yn ôl at eich cwyn
nav-figures = Ffigurau
nav-check = Gwirio dyddiad
nav-receipt = Gwirio derbynneb
nav-manual = Ar gyfer rhaglenni
yes = Ie
no = Na
error = Gwall
error-summary = Mae problem
back-to-case = Yn ôl at gŵyn { $reference }
done = Wedi’i wneud: { $action }.

## Ffurflenni

form-optional = (gallwch adael hwn yn wag)
form-choose = Dewiswch un
form-more = Ychwanegu un arall
form-stale = Digwyddodd rhywbeth ers i chi agor y dudalen hon
form-stale-hint = Darllenwch ef. Os yw eich cam yn gwneud synnwyr o hyd, pwyswch y botwm eto. Mae’r hyn a deipioch yma o hyd.
mistake-missing = Llenwch hwn
mistake-letters = Wnaeth rhai llythrennau ddim ein cyrraedd. Chwiliwch am � a’i deipio eto
mistake-choose = Dewiswch un
mistake-choose-some = Dewiswch o leiaf un
mistake-number = Rhowch rif cyfan
mistake-rows = Llenwch o leiaf un
mistake-day-missing = Rhowch y diwrnod, y mis a’r flwyddyn
mistake-day-part = Rhowch y diwrnod, y mis a’r flwyddyn, neu gadewch y tri yn wag
mistake-day = Rhowch ddiwrnod go iawn, fel 27 9 2011
mistake-changed = Digwyddodd rhywbeth i’r gŵyn hon tra oeddech yn teipio. Ni wnaed dim. Darllenwch beth sy’n newydd, a phwyswch y botwm eto os yw eich cam yn gwneud synnwyr o hyd.
action-not-now = Ni ellir gwneud hyn ble mae’r gŵyn nawr. Ewch yn ôl at y gŵyn i weld beth y gellir ei wneud.

## Pan na ellir dangos tudalen

sorry-start = Mynd i’r dechrau
sorry-401 = Dydych chi ddim wedi mewngofnodi
    .detail = Dydyn ni ddim yn gwybod pwy ydych chi yma. Agorwch y dudalen y daethoch ohoni, a dechreuwch eto oddi yno.
sorry-403 = Cafodd y ffurflen hon ei hanfon o safle arall
    .detail = Er eich diogelwch, dim ond ffurflenni o’n tudalennau ein hunain rydym yn eu derbyn. Agorwch y dudalen yma a’i hanfon eto.
sorry-404 = Ni chafwyd hyd i’r dudalen
    .detail = Os gwnaethoch deipio’r cyfeiriad, gwiriwch ei fod yn gywir. I agor eich cwyn eto, dewiswch “Dod yn ôl at eich cwyn” isod.
sorry-405 = Ni ellir defnyddio’r dudalen hon fel hyn
    .detail = Ewch yn ôl, a defnyddiwch ddolenni a botymau’r dudalen.
sorry-409 = Ni ellir gwneud hyn nawr
sorry-413 = Mae hynny’n ormod ar unwaith
    .detail = Mae’r hyn a anfonoch yn hirach nag y gallwn ei gymryd. Ewch yn ôl: dylai’r hyn a deipioch fod yno o hyd. Gwnewch ef yn fyrrach, ac anfonwch y gweddill wedyn.
sorry-415 = Nid oeddem yn gallu darllen hynny
    .detail = Defnyddiwch y ffurflen ar y dudalen i anfon rhywbeth atom.
sorry-429 = Gormod o geisiadau
    .detail = Arhoswch ychydig funudau, yna ceisiwch eto. Does dim a wnaethoch o’r blaen wedi’i golli.
sorry-500 = Aeth rhywbeth o’i le ar ein hochr ni
    .detail = Mae’n ddrwg gennym. Ewch yn ôl a cheisiwch eto mewn ychydig funudau. Dylai’r hyn a deipioch fod yno o hyd.
sorry-503 = Mae llawer o bobl yma ar hyn o bryd
    .detail = Ceisiwch eto mewn ychydig funudau. Does dim a anfonoch o’r blaen wedi’i golli.
sorry-at_work = Rydym yn gweithio ar y gwasanaeth
    .detail = Does dim a anfonoch o’r blaen wedi’i golli. Dewch yn ôl ymhen hanner awr. Os ydych yn ysgrifennu cwyn, mae eich atebion wedi’u cadw, i gyd ond y rhai ar y dudalen yr ydych newydd ei hanfon.
