# Yr hyn sydd i’w wneud, sut y cedwir terfynau amser, ffrydiau calendr, a faint o amser mae ysgol yn ei roi iddi hi ei hun.

## Ffyrdd yno

back-to-desk = Yn ôl i’ch desg
desk-reports = Mwy i’w weld
desk-report = Yr hyn sydd i’w wneud, fel rhestr
desk-compliance = Sut y cedwir terfynau amser
desk-feeds = Yr hyn sydd i’w wneud, yn eich calendr eich hun
desk-calendar = Dyddiau eich ysgol
desk-targets = Faint o amser mae eich ysgol yn ei roi iddi hi ei hun

## Yr hyn sydd i’w wneud

report-title = Yr hyn sydd i’w wneud
report-about = Pob diwrnod erbyn pryd y mae’n rhaid gwneud rhywbeth yn eich achosion. Yr hyn sydd i’w wneud gyntaf sy’n dod gyntaf.
report-filter = Dewis beth i’w ddangos
report-all = Dangos popeth eto
report-as_of = Fel yr oedd ar { $day }.
report-known_at = Fel yr oedd ar { $day }. Mae’r hyn a gofnodwyd ar ôl { $known } wedi’i adael allan.
report-totals = Faint
report-incomplete = Mae llawer iawn. Ni chafodd pob un ei gyfrif.
report-days = Y dyddiau
report-due = Diwrnod olaf
report-what = Beth
report-owner = Pwy sydd i weithredu
report-case = Cwyn
report-standing = Sut mae’n sefyll
report-csv = Yr un peth fel tabl ar gyfer taenlen
field-report-within = I’w wneud o fewn sawl diwrnod?
field-report-status = Sut mae’n sefyll?
field-report-stage = Ble mae’r gŵyn?
field-report-rule = Pa derfyn amser?
field-report-basis = Pwy sy’n dweud hynny?
field-report-owed_by = Pwy sydd i weithredu?
field-report-school = Rhif yr ysgol (URN)
field-report-authority = Rhif yr awdurdod lleol
field-report-guarantee = Pa Warant?
    .hint = Er enghraifft: PA-3.1
field-report-as_of = Fel yr oedd ar ba ddiwrnod?
    .hint = Er enghraifft: 27 9 2011. Gadewch ef yn wag ar gyfer heddiw.
field-report-known_at = Fel yr oedd yn hysbys ar ddiwedd pa ddiwrnod?
    .hint = Mae’r hyn a gofnodwyd wedyn yn cael ei adael allan. Gadewch ef yn wag ar gyfer heddiw.
choice-Standing-undated = Dim dyddiad eto
choice-Standing-in_time = Mewn pryd
choice-Standing-overdue = Hwyr
choice-Standing-paused = Wedi oedi
choice-Standing-met = Wedi’i wneud mewn pryd
choice-Standing-met_late = Wedi’i wneud yn hwyr
choice-Standing-cancelled = Dim angen mwyach
choice-Basis-statute = Deddf Seneddol
choice-Basis-regulations = Rheoliadau
choice-Basis-statutory_guidance = Canllawiau y mae’r gyfraith yn dweud bod rhaid eu dilyn
choice-Basis-guidance = Canllawiau
choice-Basis-practice = Yr hyn mae corff yn dweud ei fod yn ei wneud
choice-Owner-complainant = Y person sy’n cwyno
choice-Owner-either_party = Y naill ochr neu’r llall
choice-Owner-school = Yr ysgol
choice-Owner-head_teacher = Y pennaeth
choice-Owner-governing_body = Y corff llywodraethu
choice-Owner-clerk = Clerc y corff llywodraethu
choice-Owner-proprietor = Perchennog yr ysgol
choice-Owner-governing_body_and_commissioner = Y corff llywodraethu a’r Comisiynydd gyda’i gilydd
choice-Owner-local_commissioner = Y Comisiynydd
choice-Owner-commission = Y Comisiynwyr gyda’i gilydd
choice-Owner-local_authority = Yr awdurdod lleol
choice-Owner-organisation = Y corff y cwynir amdano
choice-Owner-data_controller = Y corff sy’n dal y data
choice-Owner-secretary_of_state = Yr Ysgrifennydd Gwladol
choice-Owner-nobody = Neb

## Sut y cedwir terfynau amser

compliance-title = Sut y cedwir terfynau amser
compliance-about = Ar gyfer ysgol, neu ar gyfer holl ysgolion ardal: pa mor aml y gwnaed pethau mewn pryd, a pha mor hir y gwnaethon nhw gymryd. Dim ond yr achosion y cewch chi eu gweld sy’n cael eu cyfrif.
compliance-whose = Dewis yr ysgol, yr ardal neu’r diwrnod
compliance-cases = { $count ->
    [zero] Cafodd { $count } achos ei gyfrif.
    [one] Cafodd { $count } achos ei gyfrif.
    [two] Cafodd { $count } achos eu cyfrif.
    [few] Cafodd { $count } achos eu cyfrif.
    [many] Cafodd { $count } achos eu cyfrif.
   *[other] Cafodd { $count } achos eu cyfrif.
}
compliance-limits = Terfynau amser
compliance-stages = Camau
compliance-share = Mewn pryd, o’r rhai oedd i’w gwneud
compliance-ended = Pa mor aml y daeth i ben
compliance-median = Ni chymerodd hanner ohonynt fwy na
compliance-p90 = Ni chymerodd naw o bob deg fwy na
report-spread = { $count ->
    [zero] { $count } diwrnod
    [one] { $count } diwrnod
    [two] { $count } ddiwrnod
    [few] { $count } diwrnod
    [many] { $count } diwrnod
   *[other] { $count } diwrnod
}

## Ffrydiau calendr

feeds-title = Yr hyn sydd i’w wneud, yn eich calendr eich hun
feeds-about = Gwnewch gyfeiriad, a rhowch ef yn eich rhaglen galendr. Bydd wedyn yn dangos yr hyn sydd i’w wneud yn eich achosion. Nid yw’n dweud unrhyw enwau. Gall pwy bynnag sydd â’r cyfeiriad ei ddarllen, felly cadwch ef i chi’ch hun.
feeds-open = Gwneud cyfeiriad
feeds-address = Eich cyfeiriad
feeds-once = Dim ond nawr rydym yn ei ddangos. Copïwch ef i’ch rhaglen galendr.
feeds-yours = Eich cyfeiriadau
feeds-one = Cyfeiriad { $feed }, yn cael ei ddarllen fel: { $role }
feeds-close = Cau cyfeiriad { $feed }
feeds-closed = Mae’r cyfeiriad ar gau. Ni all neb ei ddarllen mwyach.

## Faint o amser mae ysgol yn ei roi iddi hi ei hun

targets-title = Faint o amser mae’r ysgol yn ei roi iddi hi ei hun
targets-about = Does dim cyfraith yn dweud pa mor hir y gall y camau hyn gymryd, felly gall pob ysgol ddweud hynny ei hun. Nid yw’r hyn mae’r gyfraith yn ei bennu yn y rhestr hon, ac ni all unrhyw ysgol ei newid.
targets-step = Cam
targets-default = Os nad yw’r ysgol yn dweud dim
targets-now = Yr hyn mae’r ysgol wedi’i ddweud
targets-own = { $length }, o { $from }
targets-no_default = Does dim amser wedi’i bennu
targets-default_again = Dim byd arall
targets-change = Dweud pa mor hir
targets-keep = Mae cam sydd wedi dechrau yn cadw’r amser y dechreuodd gydag ef.
targets-do = Cadw
targets-done = Wedi’i wneud: mae’r amser wedi’i gadw.
targets-history = Yr hyn a ddywedwyd o’r blaen
targets-set = { $name }: { $length }, o { $from }. Dywedwyd gan y { $role } ar { $day }.
field-target-rule = Pa gam?
field-target-length = Sawl diwrnod?
    .hint = 1 i 40. Gadewch ef yn wag i fynd yn ôl i’r amser arferol.
field-target-unit = Pa ddyddiau sy’n cael eu cyfrif?
field-target-from = O ba ddiwrnod?
    .hint = Heddiw neu’n hwyrach. Gadewch ef yn wag ar gyfer heddiw.
choice-Unit-school_days = Diwrnodau ysgol
choice-Unit-working_days = Diwrnodau gwaith
choice-Unit-days = Pob diwrnod

## Dyddiau ysgol

calendar-title = Dyddiau’r ysgol
calendar-about = Mae rhai dyddiadau’n cael eu cyfrif mewn diwrnodau ysgol. Ar gyfer hynny mae angen i ni wybod pryd mae gan yr ysgol wersi.
calendar-none = Does neb wedi dweud wrthym am ddyddiau’r ysgol. Ni ellir gweithio allan ddyddiad sy’n cael ei gyfrif mewn diwrnodau ysgol, a dydyn ni ddim yn dyfalu.
calendar-published = Dywedwyd ar { $day }. Mae’n sôn am y dyddiau o { $from } hyd { $to }.
calendar-unknown = Nid yw’n hysbys pwy ddywedodd wrthym
calendar-terms = Tymhorau
calendar-term = { $from } hyd { $to }
calendar-closed = Ar gau
calendar-open = Ar agor hefyd
calendar-differ = Dydyn nhw ddim yn cytuno
calendar-differ-about = Maen nhw’n gwahaniaethu am y dyddiau hyn. Ni ellir gweithio allan ddyddiad sy’n dibynnu ar un ohonynt nes bod rhywun yn dewis.
calendar-more = A { $count } diwrnod arall.
calendar-counts = Yr un hwn sy’n cyfrif.
calendar-choose = Dyddiau pwy sy’n cyfrif?
calendar-do = Gadael i’r dyddiau hyn gyfrif
calendar-done = Wedi’i wneud. Mae dyddiadau sy’n rhedeg yn aros fel y maent nes bod rhywun yn penderfynu eu symud.
calendar-history = Yr hyn a ddigwyddodd o’r blaen
calendar-said-published = { $day }: dyddiau a ddywedwyd ar ran { $body }, gan y { $role }.
calendar-said-chosen = { $day }: cafodd dyddiau { $body } eu dewis, gan y { $role }.
