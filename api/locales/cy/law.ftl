# Geiriau’r gyfraith ei hun: yr hyn sydd yn Saesneg yn domain/data ac yn y gwaith cyfrif. Does dim ffeil o’r un enw yn en/.
# Mae pob enw yma yn dod o fath y peth a’i god: guarantee-PA-1-1 yw’r addewid PA-1.1.

## Yr addewidion: “chi” yw’r disgybl, neu’r rhiant. O ba bryd (.commences), ac at bwy i fynd (.send_to).

guarantee-PU-1-1 = Mae gan eich ysgol reolau a chynlluniau sy’n gweithio i gadw ymddygiad yn dda.
guarantee-PU-1-2 = Mae gan eich ysgol gynlluniau sy’n gweithio i atal bwlio o bob math ac i ddelio ag ef pan fydd yn digwydd.
guarantee-PU-1-3 = Mae disgyblion yn helpu i lunio polisi ymddygiad yr ysgol ac i edrych arno eto.
guarantee-PU-1-4 = Mae eich ysgol yn gweithio gyda’ch rhieni os ydych yn colli ysgol yn aml, yn camymddwyn o hyd neu’n cael eich gwahardd.
guarantee-PU-1-5 = Mae eich ysgol yn lle diogel. Lle mae angen, mae’n cymryd camau i gadw arfau allan.
guarantee-PU-1-6 = Rydych yn gwybod sut dylech ymddwyn, a beth fydd yn digwydd os na wnewch.
    .commences = o fis Medi 2009
guarantee-PU-1-7 = Gall pob disgybl ddweud ei farn am sut dylai pobl ymddwyn yn ei ysgol.
    .commences = o wanwyn 2010
guarantee-PU-1-8 = Os oes angen help arnoch gyda’ch ymddygiad i ffwrdd o’ch dosbarth arferol, rydych yn cael cyfleoedd da i ddysgu o hyd.
guarantee-PU-2-1 = Mae eich ysgol yn dysgu ystod eang o bynciau, mewn cydbwysedd. Maen nhw’n eich paratoi ar gyfer bywyd fel oedolyn. Maen nhw’n helpu eich meddwl a’ch corff i dyfu, ac yn eich dysgu am yr hyn sy’n iawn ac yn anghywir, am gredoau ac am ddiwylliant.
guarantee-PU-2-2 = Mae gwersi mewn ysgol gynradd yn addas i’ch anghenion. Rydych yn cael yr help sydd ei angen arnoch gyda darllen, ysgrifennu, mathemateg a chyfrifiaduron. Rydych yn dysgu iaith newydd, ac yn dysgu am bobl a lleoedd, gwyddoniaeth, technoleg a’r celfyddydau, fel sut i chwarae cerddoriaeth.
    .commences = o fis Medi 2011
guarantee-PU-2-3 = Os ydych rhwng 11 ac 14 oed, mae gwersi ym mhob pwnc yn bwysig i chi ac yn eich ymestyn. Rydych yn dysgu sut i feddwl, dysgu a gweithio’n dda, er mwyn i chi fod yn barod i ddewis beth i’w wneud yn 14 oed.
    .commences = fesul cam erbyn mis Medi 2010
guarantee-PU-2-4 = Rhwng 14 a 19 oed gallwch ddewis eich llwybr: Prentisiaeth, Diploma, yr Haen Dysgu Sylfaen, neu TGAU a Safon Uwch. Gallwch ennill sgiliau ar gyfer bywyd bob dydd a gwaith, ac mae mwy o ffyrdd o fynd i’r brifysgol.
    .commences = fesul cam erbyn 2013
guarantee-PU-2-5 = Rydych yn gwybod y gallwch astudio o leiaf ddau TGAU gwyddoniaeth, ac mae pobl yn eich annog i wneud hynny. Os byddai gwyddoniaeth anoddach yn eich siwtio, gallwch gymryd tri: ffiseg, cemeg a bioleg.
    .commences = erbyn mis Medi 2014 (tri phwnc gwyddoniaeth); dim dyddiad ar gyfer dau
guarantee-PU-2-6 = Rhwng 14 a 19 oed cewch gyfle i helpu yn eich cymuned, ac i ddysgu am waith mewn ffordd dda.
    .commences = erbyn mis Medi 2009
guarantee-PU-2-7 = Mae pob person ifanc yn aros mewn addysg neu hyfforddiant nes ei fod yn 17 oed, ac yn ddiweddarach nes ei fod yn 18.
    .commences = hyd at 17 oed o 2013, hyd at 18 oed o 2015
guarantee-PU-3-1 = Mae eich athrawon wedi cymhwyso a’u hyfforddi, fel eu bod yn eich dysgu’n dda.
guarantee-PU-3-2 = Mae athrawon yn cael help ac anogaeth i addasu eu gwersi i’r hyn mae ei angen ar bob disgybl.
guarantee-PU-3-3 = Mae eich athrawon wedi’u hyfforddi i wirio sut rydych yn dod ymlaen ac i gadw golwg ar hynny.
guarantee-PU-3-4 = Pan fyddwch rhwng 5 a 7 oed, mae eich ysgol yn gweithio gyda phartneriaid cenedlaethol a lleol. Gyda’i gilydd maen nhw’n sylwi ar ddisgyblion sydd ymhell ar ei hôl hi mewn darllen, ysgrifennu neu fathemateg, ac yn eu helpu.
guarantee-PU-3-5 = Yn yr ysgol uwchradd mae gennych Diwtor Personol. Mae’n eich adnabod yn dda, yn gweld sut mae eich holl waith yn mynd, ac yn gwneud yn siŵr eich bod yn cael help yn gyflym.
    .commences = o fis Medi 2010
guarantee-PU-3-6 = Yn yr ysgol uwchradd rydych yn cael gwersi, ffeithiau a chyngor da am yrfaoedd. Maen nhw’n eich helpu i ddewis beth i’w ddysgu, pa waith i’w wneud a sut i fyw. Rydych yn cael cefnogaeth dda pan fyddwch yn symud ymlaen.
guarantee-PU-3-7 = Mae eich ysgol yn gyflym i sylwi ar unrhyw anghenion ychwanegol sydd gennych. Mae ganddi gysylltiadau ag iechyd a gwasanaethau arbenigol eraill, felly gallwch gael help yn gyflym a heb ffwdan.
guarantee-PU-3-8 = Mae hwn i chi os ydych rhwng 7 ac 11 oed, wedi mynd ar ei hôl hi a heb fod yn gwneud cynnydd da. Rydych yn cael gwersi un-i-un mewn Saesneg neu fathemateg i’ch helpu i ddal i fyny.
    .commences = o fis Medi 2010
guarantee-PU-3-9 = Os ydych yn dechrau’r ysgol uwchradd ar ei hôl hi mewn Saesneg a mathemateg, rydych yn cael gwersi un-i-un neu mewn grŵp bach. Mae eich ysgol yn gwirio sut rydych yn dod ymlaen ac yn dweud wrth eich rhieni.
    .commences = o fis Medi 2010
guarantee-PU-3-10 = Os yw eich ysgol yn eich dewis fel disgybl mwy abl a thalentog, mae’n dweud wrthych yn ysgrifenedig pa her a help ychwanegol a gewch.
    .commences = erbyn mis Medi 2010
guarantee-PU-3-11 = Cewch gyfle i ddweud pa mor dda mae eich ysgol yn gwneud a sut gallai wella.
guarantee-PU-4-1 = Mae eich ysgol yn rhoi dwy awr o Addysg Gorfforol a chwaraeon da fel rhan o Bartneriaeth Chwaraeon Ysgolion.
guarantee-PU-4-2 = Mae eich ysgol yn eich helpu i ddysgu am yr hyn sy’n iawn ac yn anghywir, am gredoau, am bobl eraill ac am ddiwylliant.
guarantee-PU-4-3 = Gallwch gael Addysg Gorfforol a chwaraeon da bob wythnos, yn yr ysgol a’r tu allan iddi: pum awr os ydych rhwng 5 ac 16 oed, tair awr os ydych rhwng 16 a 19.
    .commences = erbyn mis Medi 2009
guarantee-PU-4-4 = Dylech allu chwarae mewn gemau rheolaidd a chael hyfforddiant. Dylech gael dewis o chwaraeon, ffyrdd o symud ymlaen i glybiau a chwaraeon ar y lefel uchaf, a chyfle i arwain a gwirfoddoli.
guarantee-PU-4-5 = Dylech allu cymryd rhan mewn celfyddydau a diwylliant da, yn yr ysgol a’r tu allan iddi, gyda lleoedd fel llyfrgelloedd, amgueddfeydd a theatrau. Y gobaith yw y bydd hyn dros amser yn cyrraedd pum awr yr wythnos i bawb.
guarantee-PU-4-6 = Dylai pob disgybl ysgol gynradd allu cael gofal plant sy’n addas i’r hyn mae teuluoedd lleol yn gofyn amdano.
    .commences = erbyn mis Medi 2010
guarantee-PU-4-7 = Dylech allu ymuno mewn pethau i’w gwneud y tu allan i oriau ysgol. Gallan nhw fod yn help i astudio, chwarae, chwaraeon, cerddoriaeth, celf a chrefft, clybiau eraill neu brosiectau busnes.
    .commences = erbyn mis Medi 2010
guarantee-PU-4-7b = Dylai fod gan bob person ifanc ystod o bethau da i’w gwneud yn yr ardal lle mae’n byw.
guarantee-PU-5-1 = Mae eich ysgol yn eich helpu i fod yn iach, aros yn ddiogel, mwynhau’r ysgol a gwneud yn dda, chwarae rhan dda yn y byd, a bod yn barod i ennill bywoliaeth.
guarantee-PU-5-2 = Mae pob disgybl yn cael gwersi ABCh (addysg bersonol, gymdeithasol, iechyd ac economaidd). Maen nhw amdanoch chi, pobl eraill, eich iechyd ac arian.
    .commences = o fis Medi 2011
guarantee-PU-5-3 = Dylai pob disgybl fynd i Ysgol Iach: un sy’n eich helpu i fwyta’n dda, bod yn egnïol a theimlo’n dda.
guarantee-PA-1-1 = Gallwch ymddiried bod y Cod Derbyniadau’n rhoi ffordd deg o benderfynu pwy sy’n cael lle mewn ysgol.
    .send_to = y panel apêl derbyniadau
guarantee-PA-1-2 = Gallwch gael help a chefnogaeth gan gynghorwyr dewis pan fyddwch yn dewis ysgol.
guarantee-PA-1-3 = Mae’r ysgol yn gwrando ar eich barn am wasanaethau estynedig, ymddygiad, beth sy’n cael ei ddysgu a theithio, ac yn gweithredu arni.
guarantee-PA-1-4 = Mae Ofsted yn gwrando ar eich barn pan fydd yn arolygu ysgol a phan fydd yn penderfynu pryd i arolygu.
    .send_to = Ofsted, dan ei drefn gwyno ei hun
guarantee-PA-1-5 = Gallwch fod yn siŵr y bydd y Llywodraeth yn gweithredu lle nad yw ysgol neu awdurdod lleol yn rhoi addysg dda.
    .send_to = yr Ysgrifennydd Gwladol
guarantee-PA-1-6 = Gallwch weld polisïau’r ysgol, a beth mae’n ei wneud i blant ag anghenion addysgol arbennig. Mae’r rhan fwyaf o ysgolion hefyd yn dangos eu rheolau am ymddygiad a gwisg ysgol.
guarantee-PA-1-7 = Gallwch gymryd rhan yn y ffordd mae’r ysgol yn cael ei rhedeg, drwy ei chorff llywodraethu.
guarantee-PA-1-8 = Rydych yn cael pecyn am bob ysgol mae gennych ddiddordeb ynddi. Mae’n cynnwys Cerdyn Adroddiad yr Ysgol, sy’n dweud sut mae’r ysgol yn gwneud, a’r prosbectws, sy’n nodi ei pholisïau a sut dylai disgyblion ymddwyn.
guarantee-PA-1-9 = Rydych yn cael ffeithiau a chyngor da am y gyrfaoedd a’r pynciau y gall eich plentyn eu dewis, fel mae’r cynllun cenedlaethol ar gyfer cyngor yn ei nodi.
guarantee-PA-1-10 = Mae rhywun yn gofyn i chi sut rydych yn meddwl mae’r ysgol yn gwneud, ac mae barn rhieni yn cael ei rhoi ar Gerdyn Adroddiad yr Ysgol.
guarantee-PA-1-11 = Mae eich awdurdod lleol yn gofyn i rieni beth maen nhw’n ei feddwl o ysgolion lleol, ac yn gwrando.
guarantee-PA-2-1 = Mae gan ysgol eich plentyn Gytundeb Cartref-Ysgol. Mae’n nodi beth mae’n rhaid i’r ysgol ei wneud a beth mae’n rhaid i’r teulu ei wneud.
guarantee-PA-2-2 = Mae’r Cytundeb Cartref-Ysgol newydd yn gwneud yn glir i chi beth mae’n rhaid i chi ei wneud, yn enwedig ynghylch sut mae eich plentyn yn ymddwyn.
guarantee-PA-2-3 = Mae ysgolion yn gwybod bod ganddyn nhw bwerau newydd a chryfach i ddefnyddio’r Cytundeb Cartref-Ysgol pan nad yw rhieni’n gwneud eu rhan ynghylch ymddygiad.
guarantee-PA-2-4 = Mae pob rhiant yn gwybod beth sy’n cael ei ddisgwyl ganddyn nhw a’u plentyn, a beth all ddilyn os nad ydyn nhw’n cefnogi’r ysgol ynghylch sut mae eu plentyn yn ymddwyn.
guarantee-PA-3-1 = Bob blwyddyn rydych yn cael adroddiad ar sut mae eich plentyn yn dod ymlaen.
guarantee-PA-3-2 = Gallwch weld cofnod ysgol eich plentyn pan ofynnwch amdano.
guarantee-PA-3-3 = Gallwch gysylltu a chwrdd â pherson sy’n cael ei enwi yn yr ysgol ac sy’n adnabod eich plentyn yn dda: Tiwtor Personol mewn ysgol uwchradd, neu athro eich plentyn mewn ysgol gynradd.
guarantee-PA-3-4 = Rydych yn gwybod beth sydd ei angen fwyaf ar eich plentyn i’w ddysgu a gweithio arno, a pha help sydd ei angen ar eich plentyn.
guarantee-PA-3-5 = Rydych yn gwybod beth yw eich rhan chi mewn helpu eich plentyn i ddysgu a thyfu, a sut i helpu.
guarantee-PA-3-6 = Gallwch fynd ar-lein i weld sut mae eich plentyn yn dod ymlaen. Gallwch weld sut mae’n ymddwyn, pa mor aml mae yn yr ysgol, ei anghenion addysgol arbennig, ei gynnydd a’i ganlyniadau.
    .commences = mewn ysgolion uwchradd erbyn 2010 ac mewn ysgolion cynradd erbyn 2012
guarantee-PA-3-7 = Os yw eich plentyn yn dechrau’r ysgol uwchradd ar ei hôl hi, rydych yn cael gwybod am help i ddal i fyny. Rydych yn cael gwybod sut mae eich plentyn yn dod ymlaen, gyda chanlyniadau gwiriad newydd ym Mlwyddyn 7.
guarantee-PA-3-8 = Os yw eich plentyn yn cael ei ddewis fel disgybl mwy abl a thalentog, rydych yn cael gwybod yn ysgrifenedig pa her a help ychwanegol a gaiff. Rydych yn gwybod beth dylech ei wneud i helpu.
guarantee-PA-4-1 = Mae’r ysgol yn gweithio gyda’r awdurdod lleol i gefnogi rhieni. Gall y rhai sydd ag angen mwy o help gael Cynghorydd Cymorth i Rieni neu rywun tebyg.
guarantee-PA-4-2 = Gallwch ddefnyddio ystod o wasanaethau estynedig: help a chyngor ar fod yn rhiant, gofal plant, pethau i’w gwneud, a chyfleoedd i ddysgu ar eich pen eich hun a gyda’ch plentyn.
    .commences = erbyn 2010
guarantee-PA-4-3 = Mae eich barn am anghenion ychwanegol eich plentyn yn cael ei hystyried pan fydd eich plentyn yn ymuno â’r ysgol ac os bydd problemau’n codi.

## Rhestrau caeedig y gyfraith

redirect-X-ADM = Mae hyn am bwy sy’n cael lle mewn ysgol. Panel apêl sy’n edrych ar hynny.
    .send_to = y panel apêl derbyniadau, yna’r Ombwdsmon Llywodraeth Leol
redirect-X-PEX = Mae hyn am anfon disgybl o ysgol am byth. Panel adolygu sy’n edrych ar hynny.
    .send_to = y panel sy’n clywed apeliadau neu adolygiadau o waharddiadau parhaol
redirect-X-SEN = Mae hyn am gymorth anghenion arbennig neu drin plentyn anabl yn annheg. Tribiwnlys sy’n edrych ar hynny.
    .send_to = y Tribiwnlys Haen Gyntaf (Anghenion Addysgol Arbennig ac Anabledd)
redirect-X-CP = Efallai nad yw plentyn yn ddiogel. Mae pobl sy’n gweithio i ddiogelu plant yn edrych ar hyn ar unwaith.
    .send_to = yr arweinydd diogelu dynodedig, yna tîm amddiffyn plant yr awdurdod lleol
redirect-X-WB = Daw hyn gan rywun sy’n gweithio yn yr ysgol ac sydd wedi gweld rhywbeth o’i le. Mae ganddo ei reolau ei hun.
    .send_to = trefn chwythu’r chwiban yr ysgol, neu’r Ysgrifennydd Gwladol fel person rhagnodedig
redirect-X-GRV = Daw hyn gan aelod o staff am eu gwaith eu hunain. Mae ganddo ei reolau ei hun.
    .send_to = trefn gwynion staff yr ysgol
redirect-X-STAFF = Mae hyn am sut y gwnaeth aelod o staff ymddwyn. Mae’r ysgol yn delio â hynny’n breifat, a byddwch yn cael gwybod pan fydd wedi’i wneud.
    .staff = Mae hyn am sut y gwnaeth aelod o staff ymddwyn. Mae’r ysgol yn delio â hynny’n breifat, ac yn dweud wrth yr achwynydd pan fydd wedi’i wneud.
    .send_to = trefn ymddygiad staff yr ysgol
redirect-X-REORG = Mae hyn am gynlluniau i agor, cau neu newid ysgolion. Yr awdurdod lleol sy’n edrych ar hynny.
    .send_to = yr awdurdod lleol
redirect-X-3P = Mae hyn am grŵp arall sy’n defnyddio ystafelloedd yr ysgol. Gofynnwch iddyn nhw’n gyntaf. Os oedden nhw’n gwneud gwaith yr ysgol ei hun, gall ddod yn ôl yma.
    .send_to = trefn gwyno’r grŵp ei hun
redirect-X-CURR = Mae hyn am beth mae’n rhaid i’r ysgol ei ddysgu. Roedd yr awdurdod lleol yn gorfod edrych ar hynny’n gyntaf.
    .send_to = yr awdurdod lleol, nes i adran 221 gael gwared ar y cam hwnnw; wedyn y llwybr arferol
redirect-X-RE = Mae hyn am wersi ar grefydd neu weddïo yn yr ysgol, neu gadw plentyn allan ohonyn nhw. Roedd yr awdurdod lleol yn gorfod edrych ar hynny’n gyntaf.
    .send_to = yr awdurdod lleol, nes i adran 221 gael gwared ar y cam hwnnw; wedyn y llwybr arferol
redirect-X-WHOLE = Mae hyn am sut mae’r ysgol gyfan yn cael ei rhedeg, nid am un plentyn. Arolygwyr ysgolion sy’n edrych ar hynny.
    .send_to = Ofsted, na all ddatrys cwyn un person
redirect-X-COURT = Mae llys yn edrych ar hyn, felly allwn ni ddim.
    .send_to = y llys
redirect-X-SMALL = Mae’r niwed yn rhy fach i ni edrych i mewn iddo. Gallwn ddweud wrthych pwy all helpu.
    .staff = Mae’r niwed yn rhy fach i edrych i mewn iddo. Gellir dweud wrth yr achwynydd pwy all helpu.
    .send_to = yr ysgol, neu wasanaeth cyngor
redirect-X-ACAD = Academi yw’r ysgol hon. Mae cwynion am academïau’n mynd ffordd arall.
    .send_to = perchennog yr academi, yna’r corff sy’n ariannu academïau ar y diwrnod
redirect-X-LA = Mae hyn am rywbeth mae’r awdurdod lleol yn ei wneud, nid yr ysgol. Yr awdurdod lleol sy’n edrych arno’n gyntaf.
    .send_to = yr awdurdod lleol, yna’r Ombwdsmon Llywodraeth Leol
redirect-X-ICO = Mae hyn am sut y cafodd ffeithiau amdanoch eu cadw neu eu rhannu. Y Comisiynydd Gwybodaeth sy’n edrych ar hynny.
    .staff = Mae hyn am sut y cafodd ffeithiau am yr achwynydd eu cadw neu eu rhannu. Y Comisiynydd Gwybodaeth sy’n edrych ar hynny.
    .send_to = y Comisiynydd Gwybodaeth
redirect-X-PREM = Dydy’r ysgol ddim wedi cael cyfle teg i roi hyn yn iawn eto. Mae’n mynd yn ôl i’r ysgol yn gyntaf.
    .send_to = y corff llywodraethu
not_investigated-outside_school_type = Allwn ni ddim edrych ar gwynion am y math hwn o ysgol.
not_investigated-outside_area = Doedden ni ddim yn gallu edrych ar gwynion am ysgolion yn yr ardal hon bryd hynny.
not_investigated-outside_subject = Allwn ni ddim edrych ar y pwnc hwn. Gall rhywun arall.
not_investigated-no_standing = Dim ond disgybl yn yr ysgol, neu riant i ddisgybl, all ddod â hyn atom.
not_investigated-commissioner_conflict = Mae gan yr Ombwdsmon hwn gysylltiadau â’r ysgol, felly rhaid i un gwahanol edrych ar hyn.
not_investigated-late = Dywedoch wrthym fwy na blwyddyn ar ôl i chi gael gwybod. Ni welsom reswm da i roi’r terfyn hwnnw o’r neilltu.
    .staff = Daeth yr achwynydd fwy na blwyddyn ar ôl cael gwybod. Nid oedd rheswm da i roi’r terfyn hwnnw o’r neilltu.
not_investigated-not_written = Rhaid i’r gŵyn fod yn ysgrifenedig. Ni welsom reswm da i roi’r rheol honno o’r neilltu.
not_investigated-premature = Dydy’r ysgol ddim wedi cael cyfle teg i edrych ar hyn a’ch ateb eto.
    .staff = Dydy’r ysgol ddim wedi cael cyfle teg i edrych ar hyn ac ateb yr achwynydd eto.
not_investigated-satisfied_with_action = Mae’r hyn a wnaeth yr ysgol, neu y bydd yn ei wneud, yn rhoi hyn yn iawn.
not_investigated-vexatious = Rydym yn meddwl bod y gŵyn hon wedi’i gwneud i boeni rhywun neu i achosi trafferth. Mae hyn am y gŵyn, nid amdanoch chi.
    .staff = Cafodd y gŵyn hon ei gwneud i boeni rhywun neu i achosi trafferth. Mae hyn am y gŵyn, nid am yr achwynydd.
not_investigated-insufficient_injustice = Mae’r niwed i chi yn rhy fach i ni edrych i mewn iddo.
    .staff = Mae’r niwed i’r achwynydd yn rhy fach i edrych i mewn iddo.
not_investigated-no_worthwhile_outcome = Ni allem gael dim mwy i chi drwy edrych i mewn i hyn.
    .staff = Ni ellid cael dim mwy i’r achwynydd drwy edrych i mewn i hyn.
not_investigated-other_remedy = Mae ffordd arall o roi hyn yn iawn, ac mae’n deg gofyn i chi ei defnyddio.
    .staff = Mae ffordd arall o roi hyn yn iawn, ac mae’n deg gofyn i’r achwynydd ei defnyddio.
not_investigated-whole_school = Mae hyn am sut mae’r ysgol gyfan yn cael ei rhedeg. Rydym ni’n edrych ar niwed i un disgybl neu riant.
not_investigated-insufficient_information = Dydyn ni ddim yn gwybod digon i fynd ymlaen.
not_investigated-withdrawn = Dywedoch wrthym nad oeddech am fynd ymlaen.
    .staff = Dywedodd yr achwynydd wrth yr Ombwdsmon nad oedd am fynd ymlaen.
not_accepted-late = Dywedoch wrth yr ysgol fwy na thri mis ar ôl iddo ddigwydd. Gallwch fynd â hyn ymhellach o hyd.
    .staff = Dywedodd yr achwynydd wrth yr ysgol fwy na thri mis ar ôl iddo ddigwydd. Gall fynd â hyn ymhellach o hyd.
not_accepted-anonymous = Ni roesoch enw, ac all yr ysgol ddim edrych i mewn i hyn heb un.
    .staff = Ni chafodd enw ei roi, ac all yr ysgol ddim edrych i mewn i hyn heb un.
not_accepted-duplicate = Mae’r ysgol eisoes wedi delio â hyn. Os oes gennych rywbeth newydd i’w ychwanegu, dywedwch wrth yr ysgol.
    .staff = Mae’r ysgol eisoes wedi delio â hyn. Gellir dweud unrhyw beth newydd wrthi o hyd.
not_accepted-not_a_complaint = Gofynnoch am rywbeth neu dywedoch rywbeth wrth yr ysgol. Bydd yr ysgol yn ateb, ond nid fel cwyn.
    .staff = Gofynnodd y teulu am rywbeth neu ddweud rhywbeth wrth yr ysgol. Bydd yr ysgol yn ateb, ond nid fel cwyn.
not_accepted-campaign = Cafodd yr ysgol lawer o lythyrau fel hyn gan bobl heb gysylltiad â hi. Bydd yn rhoi un ateb iddyn nhw i gyd.
not_accepted-other_school = Mae hyn am ysgol neu grŵp gwahanol. Gofynnwch iddyn nhw.
not_accepted-already_answered = Mae’r ysgol wedi rhoi ei hateb olaf ar hyn. Gallwch fynd â hyn ymhellach.
    .staff = Mae’r ysgol wedi rhoi ei hateb olaf ar hyn. Gall yr achwynydd fynd â hyn ymhellach.
not_accepted-vexatious = Mae’r ysgol yn meddwl bod y gŵyn hon wedi’i gwneud i boeni rhywun neu i achosi trafferth. Gallwch fynd â hyn ymhellach o hyd.
    .staff = Mae’r ysgol yn meddwl bod y gŵyn hon wedi’i gwneud i boeni rhywun neu i achosi trafferth. Gall yr achwynydd fynd â hyn ymhellach o hyd.
head_teacher_function-HT-a = Addysg rhyw, dysgu teg am wleidyddiaeth, a chwilio am arfau.
head_teacher_function-HT-b = Gwersi gyrfaoedd, cynghorwyr gyrfaoedd a ffeithiau am yrfaoedd.
head_teacher_function-HT-c = Gwersi am grefydd, a gweddïo yn yr ysgol.
head_teacher_function-HT-d = Anfon disgybl adref am amser penodol, beth sy’n cael ei ddysgu, a dysgu am waith.
head_teacher_function-HT-e = Rheolau’r ysgol am ymddygiad, cadw disgybl i mewn, a dweud wrth rieni pan fydd plentyn yn cael ei anfon adref.
head_teacher_function-HT-f = Dweud wrth deuluoedd am oriau ysgol ac am beth y gallai fod rhaid iddyn nhw dalu.
head_teacher_function-HT-g = Sut mae’r ysgol yn cael ei rhedeg o ddydd i ddydd.
head_teacher_function-HT-h = Gadael i ddisgybl golli rhan o’r Cwricwlwm Cenedlaethol am gyfnod.
head_teacher_function-HT-i = Anfon disgybl adref o ysgol am amser penodol.
head_teacher_function-HT-j = Profion a gwiriadau ar ddiwedd yr ysgol gynradd.
head_teacher_function-HT-k = Profion a gwiriadau yn 14 oed.
head_teacher_function-HT-l = Adroddiadau ysgol, a ffeithiau am ddisgybl y caiff teuluoedd eu cael.
head_teacher_function-HT-m = Y cyfarfod gyda rhieni pan ddaw disgybl yn ôl ar ôl cael ei anfon adref.
head_teacher_function-HT-n = Anfon disgybl adref o uned cyfeirio disgyblion am amser penodol.
head_teacher_function-HT-o = Y dyletswyddau sydd gan bob pennaeth fel rhan o’r swydd.
waiver_ground-own_cause = Mae hyn am lywodraethwyr yr ysgol, a does yr un ohonyn nhw’n rhydd i edrych arno.
waiver_ground-refused_to_look = Dywedodd y llywodraethwyr na fyddan nhw’n edrych arno.
waiver_ground-no_governing_body = Does gan yr ysgol ddim llywodraethwyr a allai edrych arno.
waiver_ground-trust_lost = Mae’r hyn a fu o’r blaen yn golygu nad oes ymddiried y gall y llywodraethwyr setlo hyn.
waiver_ground-delay_harms = Byddai aros am y llywodraethwyr yn gwneud y niwed yn waeth.
waiver_ground-other_circumstances = Mae rheswm arall pam nad yw’n deg gofyn i’r llywodraethwyr yn gyntaf.
discontinue-satisfied_with_action = Rydym wedi stopio am fod yr hyn a wnaeth yr ysgol, neu y bydd yn ei wneud, yn rhoi hyn yn iawn.
discontinue-vexatious = Rydym wedi stopio am ein bod yn meddwl bod y gŵyn hon wedi’i gwneud i boeni rhywun neu i achosi trafferth.
discontinue-withdrawn = Rydym wedi stopio am i chi ddweud wrthym nad oeddech am fynd ymlaen.
    .staff = Cafodd ei stopio am nad oedd yr achwynydd am fynd ymlaen.
discontinue-other_discretion = Rydym wedi stopio am reswm arall. Mae ein datganiad yn dweud beth yw.
adverse_findings_ground-a1 = Ni ddywedodd yr ysgol wrthym mewn pryd beth fyddai’n ei wneud.
adverse_findings_ground-a2 = Penderfynodd yr ysgol wneud dim.
adverse_findings_ground-b = Dydy’r hyn a wnaeth yr ysgol, neu y dywedodd y byddai’n ei wneud, ddim yn ddigon.
adverse_findings_ground-c = Ni ddangosodd yr ysgol i ni mewn pryd ei bod wedi gwneud yr hyn a ddywedodd.
regime_reason-white_paper_in_force = Roedd y Gwarantau a’r ffordd newydd o gwyno ar agor i bawb pan wnaethoch gwyno.
    .staff = Roedd y Gwarantau a’r ffordd newydd o gwyno ar agor i bawb pan gafodd y gŵyn ei gwneud.
regime_reason-pilot_area = Roedd ardal eich ysgol yn rhoi cynnig ar y ffordd newydd o gwyno pan wnaethoch gwyno.
    .staff = Roedd ardal yr ysgol yn rhoi cynnig ar y ffordd newydd o gwyno pan gafodd y gŵyn ei gwneud.
regime_reason-area_not_commenced = Doedd y ffordd newydd o gwyno ddim ar agor yn ardal eich ysgol pan wnaethoch gwyno.
    .staff = Doedd y ffordd newydd o gwyno ddim ar agor yn ardal yr ysgol pan gafodd y gŵyn ei gwneud.
regime_reason-repealed = Roedd y ffordd newydd o gwyno wedi dod i ben pan wnaethoch gwyno.
    .staff = Roedd y ffordd newydd o gwyno wedi dod i ben pan gafodd y gŵyn ei gwneud.
regime_reason-academy = Academi yw eich ysgol. Mae cwynion am academïau’n mynd ffordd arall.
    .staff = Academi yw’r ysgol. Mae cwynion am academïau’n mynd ffordd arall.
regime_reason-other_school = Dydy eich ysgol ddim yn cael ei rhedeg gyda’r awdurdod lleol, felly dydy’r ffordd hon o gwyno ddim ar ei chyfer.
    .staff = Dydy’r ysgol ddim yn cael ei rhedeg gyda’r awdurdod lleol, felly dydy’r ffordd hon o gwyno ddim ar ei chyfer.
regime_reason-unknown_school_type = Dydyn ni ddim yn gwybod eto pa fath o ysgol yw hon, felly rhaid i berson wirio.
school_outcome-upheld = Mae’r ysgol yn cytuno â chi.
    .staff = Mae’r ysgol yn cytuno â’r achwynydd.
school_outcome-partly_upheld = Mae’r ysgol yn cytuno â rhan o’r hyn a ddywedoch.
    .staff = Mae’r ysgol yn cytuno â rhan o’r hyn a ddywedodd yr achwynydd.
school_outcome-not_upheld = Dydy’r ysgol ddim yn cytuno â chi.
    .staff = Dydy’r ysgol ddim yn cytuno â’r achwynydd.
school_outcome-withdrawn = Dywedoch wrth yr ysgol nad oeddech am fynd ymlaen.
    .staff = Dywedodd yr achwynydd wrth yr ysgol nad oedd am fynd ymlaen.
school_outcome-resolved_informally = Rydych chi a’r ysgol wedi rhoi hyn yn iawn drwy siarad.
    .staff = Mae’r achwynydd a’r ysgol wedi rhoi hyn yn iawn drwy siarad.
school_outcome-redirected = Rhywun arall ddylai edrych ar hyn.
commissioner_finding-injustice_found = Gwnaeth yr ysgol rywbeth o’i le, a gwnaeth niwed i chi.
    .staff = Gwnaeth yr ysgol rywbeth o’i le, a gwnaeth niwed i’r achwynydd.
commissioner_finding-no_injustice = Gwnaeth yr ysgol rywbeth o’i le, ond ni wnaeth niwed i chi.
    .staff = Gwnaeth yr ysgol rywbeth o’i le, ond ni wnaeth niwed i’r achwynydd.
commissioner_finding-no_fault_found = Ni chawsom fod yr ysgol wedi gwneud dim o’i le.
remedy-R-APOL = Dweud sori.
remedy-R-PROVIDE = Rhoi’r hyn y dylech fod wedi’i gael.
    .staff = Rhoi’r hyn y dylai’r disgybl neu’r rhiant fod wedi’i gael.
remedy-R-RECONSIDER = Meddwl eto a gwneud y penderfyniad yn y ffordd iawn.
remedy-R-POLICY = Newid rheolau’r ysgol neu’r ffordd mae’n gwneud pethau.
remedy-R-TRAIN = Hyfforddi staff neu lywodraethwyr.
remedy-R-RECORD = Cywiro cofnod, neu ychwanegu nodyn ato.
remedy-R-MONITOR = Adrodd yn ôl erbyn diwrnod penodol.
remedy-R-REVIEW-OTHERS = Gwirio a ddigwyddodd yr un peth i eraill.
remedy-R-QLOSS = Talu’n ôl yr arian a golloch.
    .staff = Talu’n ôl yr arian a gollodd yr achwynydd.
remedy-R-SYMB = Talu swm o arian am y gofid neu’r drafferth.
purpose-remedy = I roi pethau’n iawn i chi.
    .staff = I roi pethau’n iawn i’r achwynydd.
purpose-prevention = I atal hyn rhag digwydd eto.
recommendation_status-open = Dydy’r ysgol ddim wedi dweud eto beth fydd yn ei wneud.
recommendation_status-proposed = Mae’r ysgol wedi dweud beth fydd yn ei wneud.
recommendation_status-done_claimed = Mae’r ysgol yn dweud ei bod wedi’i wneud. Rydym yn gwirio.
recommendation_status-accepted = Mae wedi’i wneud.
recommendation_status-rejected = Mae’r ysgol wedi dweud na fydd yn ei wneud.
recommendation_status-not_satisfied = Dydy’r hyn a wnaeth yr ysgol ddim yn ddigon.
recommendation_status-directed = Mae’r Ysgrifennydd Gwladol wedi gorchymyn i’r ysgol ei wneud.
recommendation_status-unenforceable = Does neb ar ôl a all ei wneud, er enghraifft am fod yr ysgol wedi cau.

## Sut gall cwynion fynd: yr enw, a’r hyn mae’n ei olygu (.description)

regime-R-GUAR-2011 = Y Gwarantau, fel y cynlluniwyd
    .description = Rydych yn gofyn i’r ysgol yn gyntaf. Os nad yw hynny’n rhoi pethau’n iawn, gall yr Ombwdsmon Llywodraeth Leol edrych. Gall yr Ysgrifennydd Gwladol orchymyn i’r ysgol wneud yr hyn mae’r Ombwdsmon yn ei ddweud.
regime-R-PILOT-2010 = Y cynllun mewn 14 ardal
    .description = Rydych yn gofyn i’r ysgol yn gyntaf. Os nad yw hynny’n rhoi pethau’n iawn, gall yr Ombwdsmon Llywodraeth Leol edrych, ond dim ond ar ysgolion mewn 14 ardal. Gall yr Ysgrifennydd Gwladol orchymyn i’r ysgol wneud yr hyn mae’r Ombwdsmon yn ei ddweud.
regime-R-POST-2012 = Y llwybr arferol
    .description = Rydych yn gofyn i’r ysgol yn gyntaf. Os na wnaeth yr ysgol weithredu fel y byddai ysgol deg, gall yr Ysgrifennydd Gwladol edrych a gall orchymyn iddi weithredu.
regime-R-ACADEMY = Academïau
    .description = Rydych yn gofyn i’r academi yn gyntaf. Os nad yw hynny’n rhoi pethau’n iawn, gall y corff sy’n ariannu academïau edrych ar sut y deliodd yr academi â’r mater.

## Mathau o ysgol, wrth eu rhif yn y gofrestr

school_type-1 = Ysgol gymunedol
school_type-2 = Ysgol wirfoddol a gynorthwyir
school_type-3 = Ysgol wirfoddol a reolir
school_type-5 = Ysgol sefydledig
school_type-6 = Coleg technoleg dinas
school_type-7 = Ysgol gymunedol arbennig
school_type-8 = Ysgol arbennig nas cynhelir
school_type-10 = Ysgol arbennig annibynnol arall
school_type-11 = Ysgol annibynnol arall
school_type-12 = Ysgol arbennig sefydledig
school_type-14 = Uned cyfeirio disgyblion
school_type-15 = Ysgol feithrin awdurdod lleol
school_type-18 = Addysg bellach
school_type-24 = Uned ddiogel
school_type-25 = Ysgol alltraeth
school_type-26 = Addysg plant y lluoedd arfog
school_type-27 = Amrywiol
school_type-28 = Academi dan arweiniad noddwr
school_type-29 = Sefydliad addysg uwch
school_type-30 = Sefydliad yng Nghymru
school_type-31 = Canolfan chweched dosbarth
school_type-32 = Sefydliad arbennig ôl-16
school_type-33 = Academi arbennig dan arweiniad noddwr
school_type-34 = Academi wedi trosi
school_type-35 = Ysgol rydd
school_type-36 = Ysgol rydd arbennig
school_type-37 = Ysgol Brydeinig dramor
school_type-38 = Ysgol rydd darpariaeth amgen
school_type-39 = Ysgol rydd 16 i 19
school_type-40 = Coleg technegol prifysgol
school_type-41 = Ysgol stiwdio
school_type-42 = Academi darpariaeth amgen wedi trosi
school_type-43 = Academi darpariaeth amgen dan arweiniad noddwr
school_type-44 = Academi arbennig wedi trosi
school_type-45 = Academi 16 i 19 wedi trosi
school_type-46 = Academi 16 i 19 dan arweiniad noddwr
school_type-49 = Darparwr ar-lein
school_type-56 = Sefydliad a ariennir gan adran arall o’r llywodraeth
school_type-57 = Academi ddiogel 16 i 19

## Sut mae dyddiad yn cael ei gyfrif, gam wrth gam

step-start = Rydym yn dechrau o d{ $on }.
step-beginning_with = Rydym yn cyfrif { $amount }, gan ddechrau gyda { $on }, sef y diwrnod cyntaf.
step-after = Rydym yn cyfrif { $amount } ar ôl { $on }, nad yw ei hun yn cael ei gyfrif.
step-ending_with = Rydym yn cyfrif { $amount } yn ôl, gan orffen gyda { $on }, sef y diwrnod olaf.
step-before = Rydym yn cyfrif { $amount } yn ôl cyn { $on }, nad yw ei hun yn cael ei gyfrif.
step-fixed = Mae’r gyfraith yn pennu’r diwrnod olaf, pryd bynnag y dechreuodd y mater: { $on }.
step-skipped_day = Nid yw { $from } yn cael ei gyfrif: { $because }.
step-skipped_days = Nid yw { $from } hyd at d{ $to } yn cael eu cyfrif: { $because }.
step-corresponding = Y dyddiad gyda’r un rhif yn y mis lle mae’r amser yn dod i ben yw { $on }.
step-corresponding_before = Y dyddiad gyda’r un rhif yn y mis lle mae’r amser yn dod i ben yw { $on }. Cafodd y diwrnod cyntaf ei gyfrif, felly mae’r amser yn dod i ben y diwrnod cynt.
step-no_corresponding = Does dim diwrnod { $day } ym mis { $month } { $year }, felly mae’r amser yn dod i ben ar ei ddiwrnod olaf, { $used }.
step-no_corresponding_policy = Does dim diwrnod { $day } ym mis { $month } { $year }, felly mae’r amser yn dod i ben ar ei ddiwrnod olaf, { $used }. Dydy’r gyfraith ddim yn setlo hyn; mae ein polisi { $policy } yn gwneud.
step-cap = Byddai ail derfyn, { $amount }, yn dod i ben ar d{ $on }. Y dyddiad cynharaf sy’n cyfrif.
step-rolled = Felly mae’r dyddiad yn symud o d{ $from } i d{ $to }.
step-paused = Safodd y cloc o d{ $from } tan d{ $to }, sy’n rhoi hyn yn ôl: { $amount }.
step-extended = Rhoddwyd mwy o amser: { $amount }.
step-agreed = Rhoddwyd mwy o amser: mae’r diwrnod olaf yn symud o d{ $from } i d{ $to }.
step-own_target = Mae’r ysgol wedi pennu ei hamser ei hun am hyn: { $amount }.
step-set = Cafodd y diwrnod olaf ei bennu: { $on }.
step-recorded = Gweithiwyd allan mai’r diwrnod olaf yw { $on }, gyda’r calendrau oedd yn hysbys bryd hynny.
step-moved = Newidiodd calendr, felly mae’r diwrnod olaf yn symud o d{ $from } i d{ $to }.
step-moved_from_nothing = Mae’r calendr oedd ar goll yma nawr, felly’r diwrnod olaf yw { $to }.
step-stopped = Mae’r cloc wedi sefyll ers { $from }. Bydd yn cael y dyddiau hyn yn ôl.
step-deemed = Mae’n cyfrif fel ei fod wedi cyrraedd ar d{ $on }.
step-result = Y diwrnod olaf yw { $on }, hyd at hanner nos ar ei ddiwedd.
skipped-weekend = penwythnos
skipped-out_of_term = gwyliau’r ysgol
skipped-closed = dim ysgol ({ $why })
amount-days = { $count ->
    [zero] { $count } diwrnod
    [one] { $count } diwrnod
    [two] { $count } ddiwrnod
    [few] { $count } diwrnod
    [many] { $count } diwrnod
   *[other] { $count } diwrnod
}
amount-working_days = { $count ->
    [zero] { $count } diwrnod gwaith
    [one] { $count } diwrnod gwaith
    [two] { $count } ddiwrnod gwaith
    [few] { $count } diwrnod gwaith
    [many] { $count } diwrnod gwaith
   *[other] { $count } diwrnod gwaith
}
amount-school_days = { $count ->
    [zero] { $count } diwrnod ysgol
    [one] { $count } diwrnod ysgol
    [two] { $count } ddiwrnod ysgol
    [few] { $count } diwrnod ysgol
    [many] { $count } diwrnod ysgol
   *[other] { $count } diwrnod ysgol
}
amount-months = { $count ->
    [zero] { $count } mis
    [one] { $count } mis
    [two] { $count } fis
    [few] { $count } mis
    [many] { $count } mis
   *[other] { $count } mis
}

## Gwyliau banc, wrth eu henwau yn y rhestr, a’r nodiadau wrthyn nhw

holiday-Boxing-Day = Gŵyl San Steffan
holiday-Christmas-Day = Dydd Nadolig
holiday-Good-Friday = Dydd Gwener y Groglith
holiday-Easter-Monday = Dydd Llun y Pasg
holiday-New-Year-s-Day = Dydd Calan
holiday-Early-May-bank-holiday = Gŵyl banc dechrau mis Mai
holiday-Early-May-bank-holiday--VE-day- = Gŵyl banc dechrau mis Mai (Diwrnod VE)
holiday-Spring-bank-holiday = Gŵyl banc y gwanwyn
holiday-Summer-bank-holiday = Gŵyl banc yr haf
holiday-Royal-wedding-bank-holiday = Gŵyl banc y briodas frenhinol
holiday-Platinum-Jubilee-bank-holiday = Gŵyl banc y Jiwbilî Blatinwm
holiday-Queen-s-Diamond-Jubilee = Jiwbilî Ddiemwnt y Frenhines
holiday-Bank-Holiday-for-the-State-Funeral-of-Queen-Elizabeth-II = Gŵyl banc ar gyfer Angladd Gwladol y Frenhines Elizabeth II
holiday-Bank-holiday-for-the-coronation-of-King-Charles-III = Gŵyl banc ar gyfer coroni’r Brenin Charles III
holiday_note-substitute-day = diwrnod yn ei le
holiday_note-extra-bank-holiday = gŵyl banc ychwanegol
holiday_note-computed-from-the-standing-rules--not-yet-proclaimed = wedi’i gyfrif o’r rheolau sefydlog, heb ei gyhoeddi eto

## Pam na wnaed rhywbeth

problem-not-found = Does dim byd yma y gallwch chi ei weld.
problem-not-permitted = Chaiff eich rôl chi ddim gwneud hyn. Mae’r dudalen yn dangos beth gallwch ei wneud nawr.
problem-wrong-stage = Ni ellir gwneud hyn ble mae’r gŵyn nawr. Ewch yn ôl at y gŵyn i weld beth y gellir ei wneud.
problem-already-done = Mae hyn wedi’i wneud yn barod.
problem-not-yet = Rhaid i rywbeth arall ddod yn gyntaf.
problem-not-in-this-regime = Does dim cam fel hyn yn y rheolau ar gyfer y gŵyn hon.
problem-too-late = Mae’r diwrnod olaf ar gyfer hyn wedi mynd heibio.
problem-too-far = Ni ellir symud y dyddiad mor bell â hynny. Rhowch ddiwrnod cynharach.
problem-too-early = Ni ellir gwneud hyn eto. Dydy’r amser ddim wedi dod.
problem-statement-owed = Rhaid cyhoeddi datganiad ysgrifenedig yn gyntaf.
problem-on-legal-hold = Mae ataliad cyfreithiol ar y ffeil hon.
problem-conflicted = Chaiff y person hwn ddim gweithredu yn yr achos hwn.
problem-no-such-issue = Does dim pwynt o’r rhif hwnnw yn y gŵyn hon.
problem-issue-closed = Dydy’r pwynt hwn ddim yn agored mwyach.
problem-no-such-recommendation = Does dim argymhelliad o’r rhif hwnnw yn y gŵyn hon.
problem-no-such-party = Dydy’r person hwnnw ddim yn rhan o’r gŵyn hon.
problem-no-such-deadline = Does dim dyddiad agored o’r rhif hwnnw yn y gŵyn hon.
problem-no-such-item = Does dim o’r fath ar y ffeil hon.
problem-no-such-school = Does dim ysgol gyda’r rhif (URN) hwnnw yn y gofrestr ysgolion.
problem-no-such-guarantee = Does dim addewid o’r enw hwnnw yn y catalog oedd mewn grym ar y diwrnod hwnnw.
problem-missing = Mae angen rhywbeth yma. Llenwch hwn.
problem-not-acceptable = Ni ellir derbyn yr ateb hwn yma. Edrychwch arno eto.
problem-date-out-of-order = Dydy’r dyddiad hwn ddim yn gwneud synnwyr gyda’r dyddiadau eraill. Gwiriwch ef.
problem-too-many = Mae gormod yma. Tynnwch rai i ffwrdd.
problem-remedy-not-available = Ni ellir argymell hyn dan y rheolau ar gyfer y gŵyn hon.
problem-not-anonymous = Mae’r testun yn cynnwys enw neu rywbeth arall sy’n dangos pwy yw person. Tynnwch ef allan, neu nodwch pam mae ei angen.
problem-cannot-compute = Ni ellir gweithio allan y dyddiad, am nad yw’r holl galendrau gennym.
problem-bad-json = Nid oeddem yn gallu darllen yr hyn a anfonwyd.
problem-bad-header = Nid oeddem yn gallu deall un o benawdau’r cais.
problem-bad-query = Dydy rhywbeth ar ôl y “?” yn y cyfeiriad ddim yn gywir.
problem-at-work = Rydym yn gweithio ar y gwasanaeth. Does dim a anfonwyd o’r blaen wedi’i golli. Rhowch gynnig arall arni ymhen hanner awr.
problem-bad-cursor = Dydy’r nod tudalen ddim yn un o’n rhai ni. Dechreuwch eto o’r dudalen gyntaf.
problem-not-signed-in = Dydych chi ddim wedi mewngofnodi.
problem-sign-in-refused = Dydy’r cyfeirnod a’r cod ddim yn cyd-fynd, neu mae’r cod yn rhy hen neu wedi cael ei drio’n rhy aml. Gwiriwch y ddau a cheisiwch eto, neu gofynnwch am god newydd.
problem-no-post = Dydy’r gwasanaeth hwn ddim yn anfon e-bost. Defnyddiwch eich cod mynediad, neu gofynnwch i’r ysgol am un newydd.
problem-no-such-address = Does dim byd yn y cyfeiriad hwn.
problem-wrong-method = Ni ellir gwneud hyn yn y cyfeiriad hwn.
problem-changed-meanwhile = Newidiodd y ffeil tra oeddech yn gweithio. Darllenwch hi eto, yna gwnewch eich cam eto os yw’n gwneud synnwyr o hyd.
problem-version-mismatch = Dydy’r ffeil ddim yr un â’r un a weloch. Darllenwch hi eto, yna gwnewch eich cam eto os yw’n gwneud synnwyr o hyd.
problem-too-large = Anfonwyd gormod.
problem-unsupported-media-type = Nid oeddem yn gallu darllen hynny.
problem-invalid = Dydy rhai o’r pethau a anfonoch ddim yn iawn. Ni chofnodwyd dim.
problem-key-reused = Mae’r cais hwn wedi’i anfon o’r blaen gyda rhywbeth arall. Agorwch y dudalen eto.
problem-from-elsewhere = Er eich diogelwch, dim ond ffurflenni o’n tudalennau ein hunain rydym yn eu derbyn. Agorwch y dudalen yma a’i hanfon eto.
problem-too-often = Daeth llawer o geisiadau oddi wrthych mewn amser byr. Arhoswch ychydig, yna anfonwch eto.
problem-internal = Aeth rhywbeth o’i le ar ein hochr ni. Mae’n ddrwg gennym. Ceisiwch eto ymhen ychydig.
problem-busy = Mae llawer o bobl yma. Ceisiwch eto mewn ychydig eiliadau.
problem-too-slow = Cymerodd hyn yn rhy hir. Edrychwch ar y ffeil: efallai ei fod wedi digwydd er hynny.
problem-rejected = Nid oeddem yn gallu darllen y cais.

## exemption

exemption-third_party = Mae am rywun arall, neu ganddyn nhw y daeth.
exemption-investigation = Dywedwyd hyn wrth yr Ombwdsmon yn breifat.
exemption-legal_advice = Rhoddodd cyfreithiwr gyngor, ac mae hwnnw’n aros rhyngddyn nhw.
exemption-serious_harm = Gallai ei ddangos roi plentyn neu rywun arall mewn perygl.

## limit

limit-T01 = Cwyno wrth yr Ombwdsmon
limit-T02 = Gall cyn-ddisgybl gwyno o hyd
limit-T03 = Cyfle rhesymol i’r corff llywodraethu
limit-T04 = Y corff llywodraethu yn dweud beth fydd yn ei wneud
limit-T05 = Y corff llywodraethu yn cadarnhau ei fod wedi gweithredu
limit-T06 = Cytuno ar ffurf yr hysbysiad o ganfyddiadau anffafriol
limit-T07 = Cyhoeddi’r hysbysiad o ganfyddiadau anffafriol
limit-T08 = Rhybudd cyn defnyddio gwybodaeth y llywodraeth
limit-T09 = Adroddiad blynyddol
limit-T10 = Cysylltiad y Comisiynydd Lleol â’r ysgol
limit-T11 = Yr Ysgrifennydd Gwladol yn penderfynu a fydd cyfarwyddyd
limit-T12 = Diwrnod olaf cynllun ysgolion yr Ombwdsmon
limit-T13 = Sylwadau ar y mater dan ymchwiliad
limit-T14 = Gwybodaeth y mae’r Comisiynydd Lleol yn gofyn amdani
limit-T15 = Cyfle’r corff llywodraethu, ar ôl anfon cwyn yn ôl
limit-T17 = Danfon drwy’r post
limit-T16 = Cydymffurfio â chyfarwyddyd
limit-T20 = Cwyno wrth yr Ombwdsmon am awdurdod lleol
limit-T21 = Yr awdurdod lleol yn dweud beth fydd yn ei wneud
limit-T22 = Yr awdurdod lleol yn cadarnhau ei fod wedi gweithredu
limit-T30 = Cwyno wrth yr ysgol
limit-T31 = Cyfrif fel wedi’i derbyn y tu allan i’r tymor
limit-T32 = Yr ysgol yn cydnabod y gŵyn
limit-T33 = Ymateb cyntaf yr ysgol
limit-T34 = Panel y llywodraethwyr yn cyfarfod
limit-T35 = Penderfyniad y panel
limit-T35P = Papurau i’r panel
limit-T37 = Aros ar ôl i darged fynd heibio
limit-T36 = Amserlen yr academi ei hun
limit-T40 = Cydnabod y gŵyn
limit-T41 = Ymateb cam 1
limit-T42 = Cydnabod y cais am gam 2
limit-T43 = Ymateb terfynol cam 2
limit-T44 = Cwyno wrth y sefydliad
limit-T45 = Gofyn i’r Ombwdsmon adolygu penderfyniad
limit-T46 = Hawlio adolygiad barnwrol
limit-T50 = Copi o gofnod addysgol disgybl
limit-T51 = Ateb cais am ddata personol
limit-T52 = Ateb cais rhyddid gwybodaeth
limit-T60 = Adrodd honiad am staff
## extension_ground

extension_ground-complex = Mae llawer i edrych drwyddo, neu mae’n anodd ei wahanu.
extension_ground-numerous = Gofynnoch am sawl peth ar unwaith, ac mae pob un yn cymryd amser.
    .staff = Gofynnwyd am sawl peth ar unwaith, ac mae pob un yn cymryd amser.

## data_refusal

data_refusal-unfounded = Roedd yn amlwg nad oedd i gael gwybod beth sydd gennym.
data_refusal-excessive = Mae’n gofyn eto am yr hyn a atebwyd ychydig yn ôl, neu am lawer gormod.
data_refusal-not_identified = Ni allem fod yn siŵr mai chi a ofynnodd.
    .staff = Nid oedd modd bod yn siŵr mai’r achwynydd a ofynnodd.
data_refusal-exempt = Mae’r gyfraith yn cadw’n ôl bopeth sydd gennym.
