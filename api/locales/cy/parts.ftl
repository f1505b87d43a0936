# Rhannau o’r brawddegau am ddigwyddiadau, sydd yno neu beidio.


## part

part-received_later = Roedd yr ysgol ar gau, felly mae’n cyfrif o d{ $received_on }.
part-issue = Pwynt { $issue }: { $outcome }
part-one_school = ysgol { $school }
part-at_school = Ysgol { $school }:
part-one_issue = pwynt { $issue }
part-this_issue = hyn
part-whole_issue = Pwynt { $issue }
part-whole = Eich cwyn
    .staff = Y gŵyn
part-one_recommendation = argymhelliad { $recommendation }
part-and = a hefyd
part-changes = Gofynnodd i’r ysgol hefyd newid sut mae’n gweithio.
part-attended = Roeddech chi yno.
    .staff = Roedd yr achwynydd yno.
part-not_attended = Doeddech chi ddim yno.
    .staff = Doedd yr achwynydd ddim yno.
part-not_written = Rhaid ei rhoi yn ysgrifenedig o hyd.
part-only_since = Dim ond ar gyfer yr hyn a ddigwyddodd ers { $only_since } mae hyn.
part-bars = Ni fydd ganddyn nhw ddim i’w wneud â’ch cwyn.
    .staff = Ni fydd ganddyn nhw ddim i’w wneud â’r gŵyn.
part-bars_not = Cân nhw ddelio â’ch cwyn o hyd, am fod hynny mor bell yn ôl.
    .staff = Cân nhw ddelio â’r gŵyn o hyd, am fod hynny mor bell yn ôl.
part-settled = Cytunoch chi a’r ysgol.
    .staff = Cytunodd yr achwynydd a’r ysgol.
part-not_settled = Ni chytunoch chi a’r ysgol, felly mae’r Ombwdsmon yn mynd ymlaen.
    .staff = Ni chytunodd yr achwynydd a’r ysgol, felly mae’r Ombwdsmon yn mynd ymlaen.
part-recommends = Mae’r Ombwdsmon yn gofyn i’r ysgol weithredu.
part-due_by = Dylai fod wedi’i wneud erbyn { $due }.
part-publish_by = Dylai fod allan erbyn { $publish_by }.
part-published_all = fersiwn lawn y datganiad
part-published_summary = fersiwn fer y datganiad
part-came = Daeth ar d{ $received_on }.
part-counts_as = Mae’n cyfrif fel ei fod wedi dod ar d{ $received_on }.
part-reason_given = Y rheswm a roddwyd yw: “{ $reason }”
part-without_notice = Ni chafodd hysbysiad ei gyhoeddi o’r blaen.
part-danger = Gall plentyn fod mewn perygl nawr.
part-last = Does dim pryder ar ôl.
part-review = Byddwn yn edrych ar hyn eto ar d{ $review_on }.
part-others = Mae rhywun arall yn mynd ymlaen â hi.
part-no_others = Felly mae’r gŵyn yn dod i ben yma.
part-time_follows = Yr un bobl wnaeth y ddwy, felly mae amser yn cyfrif o’r diwrnod hwnnw.
part-time_stays = Mae amser yn hon yn cyfrif fel o’r blaen.
part-in_time = Roedd hynny mewn pryd.
part-late = Y diwrnod olaf oedd { $due }.
part-readings = Gellir darllen y rheol mewn dwy ffordd, felly ni chaiff neb ddweud ei bod yn hwyr cyn { $not_lapsed_before }.
part-holidays = Mae’r diwrnod hwnnw yng ngwyliau’r ysgol.
part-limit = { $name }: { $due }.
part-remedy_came = Mae wedi dod.
part-remedy_missing = Dydy hyn ddim wedi dod.
part-no_last_day = { $name }: does dim diwrnod olaf wedi’i osod.
part-no_date = { $name }: allwn ni ddim gweithio allan y diwrnod olaf eto, am nad yw’r holl ddyddiadau gennym, fel rhai tymhorau’r ysgol.
part-counted_received = Mae’n cyfrif o d{ $received_on }.
part-received_unknown = Does gennym ni ddim dyddiadau tymor yr ysgol eto, felly allwn ni ddim dweud.
part-before = Cyn hynny, { $from } oedd.
part-now_due = Y diwrnod olaf nawr yw { $due }.
part-now_unknown = Allwn ni ddim gweithio allan y diwrnod olaf eto.

## pause

pause-safeguarding = Rhaid i eraill weithredu yn gyntaf, i gadw plentyn yn ddiogel.
pause-court_proceedings = Mae llys yn edrych ar yr un mater.
pause-awaiting_complainant = Gofynnwyd i chi am rywbeth, a dydy e ddim wedi dod eto.
    .staff = Gofynnwyd i’r achwynydd am rywbeth, a dydy e ddim wedi dod eto.
pause-adjustment = Mae angen help ar rywun yn gyntaf, er mwyn cymryd rhan.

## cancel

cancel-started_by_mistake = Cafodd ei ddechrau trwy gamgymeriad.
cancel-agreed_with_complainant = Cytunwyd nad oes angen ei wneud.
cancel-no_longer_possible = Ni ellir ei wneud mwyach.

## requirement

requirement-writing = Does dim rhaid i’ch cwyn fod yn ysgrifenedig.
    .staff = Does dim rhaid i’r gŵyn fod yn ysgrifenedig.
requirement-time = Gall eich cwyn ddod yn hwyr.
    .staff = Gall y gŵyn ddod yn hwyr.

## invited

invited-respondent = y corff llywodraethu
invited-authority = yr awdurdod lleol
invited-alleged = person mae eich cwyn amdano
    .staff = person mae’r gŵyn amdano
invited-appears = person a allai fod â rhan ynddo

## said

said-taken = Argymhelliad { $recommendation }: mae wedi’i wneud.
said-proposed = Argymhelliad { $recommendation }: bydd yn cael ei wneud.
said-none = Argymhelliad { $recommendation }: ni fydd yn cael ei wneud.

## statement

statement-not_investigated = Mae’n dweud pam nad oes ymchwiliad.
statement-discontinued = Mae’n dweud pam y daeth yr ymchwiliad i ben yn gynnar.
statement-completed = Mae’n dweud beth a ganfuwyd a pham.

## recipient

recipient-complainant = Cawsoch gopi o’r datganiad.
    .staff = Cafodd yr achwynydd gopi o’r datganiad.
recipient-parent = Cafodd rhiant gopi o’r datganiad.
recipient-governing_body = Cafodd y corff llywodraethu ei gopi o’r datganiad.
recipient-head_teacher = Cafodd y pennaeth gopi o’r datganiad.
recipient-named = Cafodd person sy’n cael ei enwi yn y datganiad gopi.

## side

side-governing_body = y corff llywodraethu
side-commissioner = yr Ombwdsmon

## notice_default

notice_default-not_agreed_in_time = Ni chytunwyd ar eiriau’r hysbysiad mewn pryd. Gall yr Ombwdsmon ei gyhoeddi nawr.
notice_default-not_published = Ni chyhoeddodd y corff llywodraethu’r hysbysiad. Gall yr Ombwdsmon ei gyhoeddi nawr.

## directed

directed-section_220 = Rhaid iddi wneud yr hyn y gofynnodd yr Ombwdsmon amdano.
directed-section_496 = Mae’r gorchymyn yn dweud beth mae’n rhaid iddi ei wneud.

## referred_to

referred_to-designated_officer = swyddog yr awdurdod lleol ar gyfer pryderon o’r fath
referred_to-childrens_services = tîm yr awdurdod lleol sy’n diogelu plant
referred_to-police = yr heddlu

## elsewhere

elsewhere-court = llys
elsewhere-tribunal = tribiwnlys
elsewhere-ofsted = Ofsted
elsewhere-department = yr Adran Addysg
elsewhere-local_authority = yr awdurdod lleol
elsewhere-member_of_parliament = Aelod Seneddol

## correction

correction-noticed = Y diwrnod y cawsoch wybod gyntaf yw: { $day }.
    .staff = Y diwrnod y cafodd yr achwynydd wybod gyntaf yw: { $day }.
correction-happened = Y diwrnod y digwyddodd pwynt { $issue } yw: { $day }.
correction-received = Y diwrnod y cafodd yr ysgol eich cwyn yw: { $day }.
    .staff = Y diwrnod y cafodd yr ysgol y gŵyn yw: { $day }.
correction-particulars = Cafodd enw rhywun, neu sut i gysylltu â nhw, ei gywiro.

## reopening

reopening-review_upheld = Roedd y penderfyniad wedi’i dynnu’n ôl.
reopening-agreement_broken = Doedd yr hyn a gytunwyd ddim wedi’i wneud.
reopening-quashed = Roedd llys wedi rhoi’r penderfyniad o’r neilltu.
reopening-closed_by_mistake = Roedd wedi’i chau drwy gamgymeriad.

## ground

ground-inaccurate_evidence = Maen nhw’n dweud ei fod yn seiliedig ar ffeithiau anghywir.
ground-new_information = Maen nhw’n dweud bod ffeithiau newydd.

## Pwy gafodd weld cwyn. Mae teulu’n darllen pwy oedd e yn ôl ei waith, byth wrth ei enw.

disclosure-other = Agorodd { $reader } eich cwyn ar d{ $day }, ar ôl { $hour }. Roedd modd darllen { $fields }.
disclosure-own = Agoroch chi hi ar d{ $day }, ar ôl { $hour }.
disclosure-account = yr hyn a ysgrifennoch
disclosure-name = enwau
disclosure-title = teitlau’r papurau
disclosure-text = yr hyn a ofynnwyd gan yr ysgol
disclosure-contact = sut i’ch cyrraedd
disclosure-answer = yr atebion a ddaeth
disclosure-rest = y nodiadau yn y ffeil
reader-complainant = rhywun yn eich teulu
reader-representative = y person sy’n siarad ar eich rhan
reader-head_teacher = y pennaeth
reader-link_governor = y llywodraethwr sy’n siarad â theuluoedd
reader-chair = cadeirydd y llywodraethwyr
reader-panel_member = llywodraethwr ar y panel
reader-clerk = y clerc
reader-authority_officer = rhywun o’r awdurdod lleol
reader-intake_officer = rhywun sy’n agor y post i’r Ombwdsmon
reader-investigator = y person sy’n edrych i mewn i hyn dros yr Ombwdsmon
reader-commissioner = yr Ombwdsmon
reader-official = rhywun sy’n gweithio i’r Ysgrifennydd Gwladol
reader-secretary_of_state = yr Ysgrifennydd Gwladol
reader-data_protection_officer = y person sy’n cadw eich ffeithiau’n ddiogel
reader-safeguarding_lead = y person sy’n cadw plant yn ddiogel
reader-researcher = rhywun sy’n cyfrif cwynion
reader-auditor = rhywun sy’n gwirio nad oes dim wedi’i newid
reader-administrator = y person sy’n rhedeg y cyfrifiadur
reader-system_clock = y cyfrifiadur

## feed

feed-due = { $reference }: { $name }
feed-late = Hwyr: { $reference }: { $name }
road-governing_body = Gallwch ofyn i’r corff llywodraethu edrych arni.
    .staff = Gall yr achwynydd ofyn i’r corff llywodraethu edrych arni.
road-proprietor_panel = Gallwch ofyn i banel edrych arni.
    .staff = Gall yr achwynydd ofyn i banel edrych arni.
road-ombudsman = Gallwch fynd â hi at yr Ombwdsmon.
    .staff = Gall yr achwynydd fynd â hi at yr Ombwdsmon.
road-secretary_of_state = Gallwch fynd â hi at yr Ysgrifennydd Gwladol.
    .staff = Gall yr achwynydd fynd â hi at yr Ysgrifennydd Gwladol.
