# Y ffurflen gyhoeddus. “Chi” yw pwy bynnag sy’n cwyno.

## Y dechrau

start-title = Gwneud cwyn am ysgol
start-about = Defnyddiwch y ffurflen hon os na wnaeth ysgol gadw addewid y Warant i Ddisgyblion neu i Rieni. Mae’n cymryd tua deg munud. Does dim angen cyfrif, ac mae am ddim.
start-danger = Peidiwch â defnyddio’r ffurflen hon i ddweud wrthym.
start-right = Ai dyma’r lle iawn?
start-right-about = Ie, os aeth rhywbeth o’i le i blentyn mewn ysgol, ac os dylai’r ysgol ei roi’n iawn. Y ffordd gyflymaf i roi’r rhan fwyaf o bethau’n iawn yw siarad â’r athro neu’r pennaeth yn gyntaf. Gallwch gwyno yma o hyd os nad ydych wedi gwneud hynny.
start-others = Mae rhai pethau’n fater i rywun arall
start-others-place = lle mewn ysgol na chawsoch: y panel apêl derbyniadau
start-others-exclusion = plentyn sydd wedi’i anfon o’r ysgol am byth: y panel ar gyfer gwaharddiadau
start-others-needs = anghenion addysgol arbennig, neu drin plentyn anabl yn annheg: y Tribiwnlys Haen Gyntaf
start-others-after = Os anfonwch un o’r rhain atom, fyddwn ni ddim yn eich troi i ffwrdd. Byddwn yn dweud wrthych ble i fynd.
start-how = Sut mae’n gweithio
start-how-about = Rydym yn gofyn un peth ar y tro. Mae eich atebion yn cael eu cadw ar bob tudalen, felly gallwch stopio a dod yn ôl. Dydy’r ysgol ddim yn cael yr hyn a ysgrifennwch nes i chi ei anfon.
start-now = Dechrau nawr
start-again = Mynd ymlaen â’ch cwyn
start-resume = Dod yn ôl gyda chod
resume-title = Dod yn ôl at eich cwyn
resume-code = Eich cod
resume-code-hint = Mae ganddo 32 o lythrennau a rhifau. Gallwch adael y bylchau allan.
resume-expired = Dydy eich atebion ddim yma mwyach
resume-expired-about = Rydym yn cadw’r hyn a deipioch am 14 diwrnod ar ôl i chi ei newid ddiwethaf. Yna rydym yn ei daflu, am mai chi biau fe. Os yw eich cod gennych a dydy hi ddim mor bell â hynny yn ôl, teipiwch ef isod.
mistake-code = Ni chawsom hyd i ddim gyda’r cod hwn. Gwiriwch ef, neu dechreuwch eto

## Y tudalennau

step-told = Ydych chi wedi dweud wrth yr ysgol?
    .hint = Gall ysgolion roi’r rhan fwyaf o bethau’n iawn yn gyflym, unwaith y maen nhw’n gwybod.
step-who = Pwy ydych chi?
step-name = Eich enw
step-child = Y plentyn
step-school = Pa ysgol yw hi?
step-promise = Pa addewid na chafodd ei gadw?
    .hint = Dewiswch un neu fwy. Os nad ydych yn siŵr, gadewch nhw i gyd yn wag ac ewch ymlaen. Bydd yr ysgol yn ei weithio allan o’r hyn a ysgrifennwch.
step-what = Beth ddigwyddodd?
step-asked = Beth ofynnoch chi i’r ysgol amdano?
step-wanted = Beth fyddai’n rhoi pethau’n iawn?
step-reach = Sut gallwn gysylltu â chi?
    .hint = Rhowch un ffordd. Does dim angen pob un.
step-help = Oes rhywbeth a fyddai’n eich helpu i gymryd rhan?
step-check = Gwiriwch eich atebion
form-number = Tudalen { $count } o’r ffurflen
form-back = Yn ôl
form-continue = Ymlaen
form-find = Dod o hyd i’r ysgol
form-send = Anfon fy nghwyn
form-change = Newid
form-nothing = Dim
form-later = Stopio yma a dod yn ôl wedyn
form-later-about = Gallwch ddod yn ôl ar y ffôn neu’r cyfrifiadur hwn am 14 diwrnod. Ar un arall mae angen y cod hwn arnoch. Cadwch ef i chi’ch hun: gall pwy bynnag sydd â’r cod ddarllen yr hyn a deipioch.
form-lost = Dydy’r hyn a deipioch o’r blaen ddim yma mwyach: rydym yn ei gadw am 14 diwrnod. Mae’r hyn a deipioch ar y dudalen ddiwethaf yma.
form-asked-said = Yr hyn y gofynnais amdano:
form-told-said = Ydw i wedi dweud wrth yr ysgol?
form-spoken-said = Iaith:
field-form-told = Ydych chi wedi dweud wrth yr ysgol amdano?
choice-Told-yes = Ydw
choice-Told-no = Nac ydw, ddim eto
choice-Told-cannot = Nac ydw, a dydw i ddim yn teimlo y gallaf
field-form-capacity = Pwy ydych chi?
choice-Capacity-pupil = Disgybl, neu rywun oedd yn ddisgybl
choice-Capacity-parent = Rhiant neu ofalwr
choice-Capacity-other = Rhywun arall
field-form-name = Eich enw
field-form-pupil_name = Enw’r plentyn
field-form-looked_after = Mae’r awdurdod lleol yn gofalu am y plentyn hwn
field-form-search = Enw’r ysgol
    .hint = Teipiwch sut mae ei henw’n dechrau, neu ei rhif (URN). Er enghraifft: Sunny Bank
field-form-school = Dewiswch yr ysgol
field-form-promises = Pa addewid na chafodd ei gadw?
field-form-account = Beth ddigwyddodd?
    .hint = Defnyddiwch eich geiriau eich hun. Dywedwch beth ddigwyddodd, ac i bwy. Os ydych yn gwybod, dywedwch pwy oedd yno.
field-form-happened = Pryd digwyddodd hyn?
    .hint = Os aeth ymlaen am beth amser, dywedwch pryd y dechreuodd. Er enghraifft: 27 9 2011
field-form-asked = Beth ofynnoch chi amdano, a beth oedd yr ateb?
field-form-wanted = Beth fyddai’n rhoi pethau’n iawn?
    .hint = Er enghraifft: dweud sori, meddwl eto, rhoi help ychwanegol
field-form-email = Cyfeiriad e-bost
field-form-no_email = Peidiwch ag anfon dim i’r cyfeiriad e-bost hwn. Efallai y bydd rhywun arall yn ei ddarllen.
field-form-telephone = Rhif ffôn
field-form-address = Cyfeiriad
field-form-safe_contact = Oes ffordd ddiogel o gysylltu â chi?
    .hint = Dywedwch os yw rhywun arall yn darllen eich post, neu os oes amser pan na ddylem ffonio. Er enghraifft: ffoniwch cyn 3 o’r gloch yn unig
field-form-adjustments = Beth fyddai’n eich helpu?
    .hint = Er enghraifft: print mawr, rhywun i esbonio, galwad ffôn yn lle llythyr
field-form-spoken = Ym mha iaith hoffech chi siarad?
field-form-declared = Cyn i chi ei hanfon
    .hint = Mae’r ysgol yn cael yr hyn a ysgrifennwch yma, a’ch enw. Dim ond os ewch chi ato wedyn y mae’r Ombwdsmon yn ei gael.
choice-Declared-yes = Mae’r hyn a ysgrifennais yn wir hyd y gwn i
mistake-school = Ni chawsom hyd i ysgol y mae ei henw’n dechrau felly. Teipiwch air cyntaf ei henw, neu ei rhif (URN)
mistake-promises = Dewiswch bump ar y mwyaf. Gallwch ddweud wrthym am y lleill yn eich geiriau eich hun
mistake-future = Rhaid i’r diwrnod y digwyddodd fod heddiw neu cyn heddiw
mistake-reach = Rhowch gyfeiriad e-bost, rhif ffôn neu gyfeiriad i ni, fel bod yr ysgol yn gallu eich ateb
mistake-long = Mae hyn yn rhy hir ar gyfer un gŵyn. Gwnewch ef yn fyrrach, ac anfonwch y gweddill wedyn

## Y cadarnhad

complaint-sent = Cwyn wedi’i hanfon
reference-is = Eich cyfeirnod yw
reference-keep = Ysgrifennwch y cyfeirnod, neu argraffwch y dudalen hon. Gallwch ei ddyfynnu i’r ysgol unrhyw bryd.
access-code = Eich cod mynediad
access-code-keep = Ysgrifennwch y cod hwn hefyd, neu argraffwch y dudalen hon. Dim ond unwaith rydym yn ei ddangos. Gyda’r cyfeirnod a’r cod gallwch ddod yn ôl o unrhyw ffôn neu gyfrifiadur. Cadwch ef lle gallwch chi yn unig ei weld.
