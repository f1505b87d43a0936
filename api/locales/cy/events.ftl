# Un frawddeg glir neu ddwy am bopeth a all ddigwydd i gŵyn. “Chi” yw’r teulu.
# Mae api/src/words/tell.rs yn llenwi’r hyn sydd rhwng bachau.


## Cyrraedd

event-complaint_submitted = Gwnaethoch eich cwyn ar d{ $made_on }. { $received_later }
    .staff = Cafodd y gŵyn ei gwneud ar d{ $made_on }. { $received_later }
event-receipt_deemed = Rydym wedi gweithio allan ar ba ddiwrnod mae’n cyfrif bod eich cwyn gan yr ysgol. { $received }
    .staff = Rydym wedi gweithio allan ar ba ddiwrnod mae’n cyfrif bod y gŵyn gan yr ysgol. { $received }
event-regime_determined = Rydym wedi gweithio allan sut gall y gŵyn hon fynd. { $regime }
event-issue_classified = { $whole }: dyma’r addewid mae’n ymwneud ag ef. “{ $guarantee }”
event-complaint_accepted = Derbyniodd yr ysgol eich cwyn.
    .staff = Derbyniodd yr ysgol y gŵyn.
event-complaint_not_accepted = Ni dderbyniodd yr ysgol eich cwyn. { $reason }
    .staff = Ni dderbyniodd yr ysgol y gŵyn. { $reason }
event-issue_redirected = { $whole }: mater i rywun arall yw hyn. { $reason } Y lle i fynd iddo: { $send_to }.
event-complaint_redirected = Mae pob rhan o’ch cwyn gyda rhywun arall nawr. Does dim ar ôl i’w wneud yma.
    .staff = Mae pob rhan o’r gŵyn gyda rhywun arall nawr. Does dim ar ôl i’w wneud yma.
event-complaint_acknowledged = Dywedodd yr ysgol wrthych ar d{ $on } fod eich cwyn ganddi, a phwy fydd yn delio â hi.
    .staff = Dywedodd yr ysgol wrth yr achwynydd ar d{ $on } fod y gŵyn ganddi, a phwy fydd yn delio â hi.
event-transcript_confirmed = Cafodd yr hyn a ddywedoch ei ysgrifennu, ac rydych wedi cytuno ei fod yn gywir.
    .staff = Cafodd yr hyn a ddywedodd yr achwynydd ei ysgrifennu, ac mae wedi cytuno ei fod yn gywir.

## Pobl

event-complainant_joined = Ymunodd rhywun arall â’r gŵyn hon.
event-representative_authorised = Gall rhywun siarad ar eich rhan nawr.
    .staff = Gall rhywun siarad ar ran yr achwynydd nawr.
event-representation_ended = Dydy’r person oedd yn siarad ar eich rhan ddim yn gwneud hynny mwyach.
    .staff = Dydy’r person oedd yn siarad ar ran yr achwynydd ddim yn gwneud hynny mwyach.
event-party_died = Mae rhywun ar y ffeil hon wedi marw. Ni fydd llythyrau’n cael eu hanfon atyn nhw mwyach. Mae’n ddrwg gennym.
event-party_substituted = Mae rhywun nawr yn cymryd lle person ar y ffeil hon.
event-pupil_reached_majority = Roedd y disgybl yn 18 oed ar d{ $on } ac mae’n siarad drosto’i hun nawr.
event-court_order_recorded = Rydym wedi nodi gorchymyn llys am bwy gaiff wybod beth.
event-consent_given = Cytunoch y caiff yr ysgol anfon eich cwyn at yr Ombwdsmon.
    .staff = Cytunodd yr achwynydd y caiff yr ysgol anfon y gŵyn at yr Ombwdsmon.
event-consent_withdrawn = Dydych chi ddim yn cytuno mwyach y caiff yr ysgol anfon eich cwyn at yr Ombwdsmon.
    .staff = Dydy’r achwynydd ddim yn cytuno mwyach y caiff yr ysgol anfon y gŵyn at yr Ombwdsmon.

## Yn yr ysgol

event-concern_opened = Dechreuodd yr ysgol siarad â chi am yr hyn a ddigwyddodd.
    .staff = Dechreuodd yr ysgol siarad â’r teulu am yr hyn a ddigwyddodd.
event-stage_1_opened = Dechreuodd yr ysgol y cam cyntaf: darganfod beth ddigwyddodd.
event-resolved_informally = Cytunoch chi a’r ysgol ar d{ $agreed_on } sut i roi { $issues } yn iawn.
    .staff = Cytunodd yr achwynydd a’r ysgol ar d{ $agreed_on } sut i roi { $issues } yn iawn.
event-complaint_resolved = Does dim yn eich cwyn ar ôl i’w ddatrys.
    .staff = Does dim yn y gŵyn ar ôl i’w ddatrys.
event-investigator_assigned = Dewisodd yr ysgol rywun i ddarganfod beth ddigwyddodd.
event-involvement_recorded = Nododd yr ysgol pwy oedd â rhan yn hyn. Chân nhw ddim eistedd ar y panel.
event-stage_1_decision_issued = Rhoddodd yr ysgol ei hateb cyntaf ar d{ $on }. { $outcomes } { $road }
event-school_target_extended = { $name }: mae gan yr ysgol fwy o amser. Y diwrnod olaf nawr yw { $to }. Cyn hynny, { $from } oedd.
event-escalated_to_governing_body = Gofynnoch i’r corff llywodraethu ar d{ $on } edrych eto.
    .staff = Gofynnodd yr achwynydd i’r corff llywodraethu ar d{ $on } edrych eto.
event-independent_panel_required = Gallai’r llywodraethwyr fod yn rhy agos at hyn, felly bydd pobl o’r tu allan yn edrych arno.
event-escalation_refused = Ar d{ $on } ni adawodd yr ysgol i’ch cwyn fynd i’r cam nesaf.
    .staff = Ar d{ $on } ni adawodd yr ysgol i’r gŵyn fynd i’r cam nesaf.
event-governing_body_failed_to_respond = Ni wnaeth y corff llywodraethu ateb. Ei ddiwrnod olaf oedd { $due }, ac rydym wedi aros tan d{ $waited_until }.
event-escalation_acknowledged = Ar d{ $on } dywedodd y corff llywodraethu wrthych fod eich cwyn ganddo.
    .staff = Ar d{ $on } dywedodd y corff llywodraethu wrth yr achwynydd fod y gŵyn ganddo.
event-panel_papers_sent = Cafodd y papurau ar gyfer y panel eu hanfon ar d{ $on }.
event-panel_convened = Cafodd panel o lywodraethwyr ei ddewis. Bydd yn cwrdd ar d{ $hearing_on }.
event-hearing_held = Cwrddodd y panel ar d{ $on }. { $attended }
event-governing_body_decision_issued = Rhoddodd y corff llywodraethu ei ateb ar d{ $on }. { $outcomes } { $changes } { $road }

## Yr awdurdod lleol

event-authority_drawn_in = Rhaid i’r awdurdod lleol ateb ynghylch { $issue } hefyd.
event-independent_advocate_needed = Rhaid i rywun nad yw’n gweithio i’r awdurdod lleol siarad dros y plentyn.
event-authority_answered = Rhoddodd yr awdurdod lleol ei ateb ynghylch { $issue }.
event-authority_complaint_received = Cyrhaeddodd eich cwyn am yr awdurdod lleol yr Ombwdsmon ar d{ $on }.
    .staff = Cyrhaeddodd y gŵyn am yr awdurdod lleol yr Ombwdsmon ar d{ $on }.
event-authority_time_limit_disapplied = Bydd yr Ombwdsmon yn edrych ar eich cwyn am yr awdurdod lleol, er ei bod wedi dod yn hwyr.
    .staff = Bydd yr Ombwdsmon yn edrych ar y gŵyn am yr awdurdod lleol, er ei bod wedi dod yn hwyr.
event-authority_report_issued = Ysgrifennodd yr Ombwdsmon adroddiad ar yr hyn a wnaeth yr awdurdod lleol ynghylch { $issue }. Cafodd yr awdurdod ef ar d{ $received_on }.
event-authority_action_notified = Dywedodd yr awdurdod lleol beth fydd yn ei wneud ynghylch { $issue }.
event-authority_action_confirmed = Mae’r awdurdod lleol yn dweud ei fod wedi rhoi { $issue } yn iawn.
event-authority_action_accepted = Mae’r Ombwdsmon yn cytuno bod yr awdurdod lleol wedi rhoi { $issue } yn iawn.
event-further_report_issued = Ysgrifennodd yr Ombwdsmon ail adroddiad ynghylch { $issue }, am fod rhaid gwneud mwy.

## Yr Ombwdsmon

event-referred_to_ombudsman = Anfonodd yr ysgol eich cwyn at yr Ombwdsmon, fel y cytunoch.
    .staff = Anfonodd yr ysgol y gŵyn at yr Ombwdsmon, fel y cytunodd yr achwynydd.
event-ombudsman_complaint_received = Cyrhaeddodd eich cwyn yr Ombwdsmon ar d{ $on }. { $written }
    .staff = Cyrhaeddodd y gŵyn yr Ombwdsmon ar d{ $on }. { $written }
event-issues_taken_up = Mae’r Ombwdsmon yn edrych ar { $issues } hefyd, beth bynnag wnaeth yr ysgol amdano.
event-requirement_disapplied = Rhoddodd yr Ombwdsmon reol o’r neilltu ar eich cyfer. { $requirement } { $only_since }
    .staff = Rhoddodd yr Ombwdsmon reol o’r neilltu ar gyfer yr achwynydd. { $requirement } { $only_since }
event-interest_declared = Mae rhywun sy’n gweithio i’r Ombwdsmon yn adnabod yr ysgol. { $bars }
event-commissioner_assigned = Mae Ombwdsmon wedi cymryd eich cwyn.
    .staff = Mae Ombwdsmon wedi cymryd y gŵyn.
event-respondent_converted = Daeth yr ysgol yn academi ar d{ $on }. Mae eich cwyn yn mynd yn ei blaen.
    .staff = Daeth yr ysgol yn academi ar d{ $on }. Mae’r gŵyn yn mynd yn ei blaen.
event-jurisdiction_determined = Mae gan yr Ombwdsmon hawl i edrych ar eich cwyn.
    .staff = Mae gan yr Ombwdsmon hawl i edrych ar y gŵyn.
event-out_of_jurisdiction = Does gan yr Ombwdsmon ddim hawl i edrych ar eich cwyn. Y rheswm a roddwyd yw: “{ $reasons }”
    .staff = Does gan yr Ombwdsmon ddim hawl i edrych ar y gŵyn. Y rheswm a roddwyd yw: “{ $reasons }”
event-returned_for_local_resolution = Mae’r Ombwdsmon yn gadael i’r corff llywodraethu ateb yn gyntaf. Ar d{ $follow_up_on } bydd yr Ombwdsmon yn gofyn beth wnaeth.
event-school_opportunity_waived = Ni fydd yr Ombwdsmon yn aros i’r corff llywodraethu ateb yn gyntaf. { $why }
event-assessment_begun = Dechreuodd yr Ombwdsmon ddarllen eich cwyn, i benderfynu a fydd ymchwiliad.
    .staff = Dechreuodd yr Ombwdsmon ddarllen y gŵyn, i benderfynu a fydd ymchwiliad.

## Yr ymchwiliad

event-investigation_declined = Ni fydd yr Ombwdsmon yn ymchwilio. Y rheswm a roddwyd yw: “{ $reasons }”
event-investigation_opened = Dechreuodd yr Ombwdsmon ymchwilio ar d{ $on }. Mae gan bobl tan d{ $comment_by } i roi eu hochr nhw.
event-comment_invited = Gofynnodd yr Ombwdsmon am ochr { $invited }.
event-comment_received = Rhoddodd rhywun ei ochr i’r Ombwdsmon.
event-information_required = Gofynnodd yr Ombwdsmon am bapurau neu ffeithiau, i ddod erbyn { $by }.
event-information_produced = Cafodd yr Ombwdsmon y papurau neu’r ffeithiau.
event-obstruction_certified = Dywedodd yr Ombwdsmon wrth yr Uchel Lys nad oedd papurau neu ffeithiau wedi dod.
event-mediator_appointed = Cafodd rhywun ei ddewis i’ch helpu chi a’r ysgol i gytuno. Mae’r terfynau amser yn mynd yn eu blaen.
    .staff = Cafodd rhywun ei ddewis i helpu’r achwynydd a’r ysgol i gytuno. Mae’r terfynau amser yn mynd yn eu blaen.
event-mediation_concluded = Daeth y trafod i ben. { $settled }
event-investigation_discontinued = Daeth yr Ombwdsmon â’r ymchwiliad i ben yn gynnar. Y rheswm a roddwyd yw: “{ $reason }”
event-investigation_completed = Daeth yr Ombwdsmon â’r ymchwiliad i ben. { $findings } { $recommends }
event-recommendation_made = { $at_school } Argymhelliad { $recommendation }: mae’r Ombwdsmon yn gofyn i’r ysgol am hyn. “{ $remedy }” { $purpose } { $due_by }

## Y datganiad

event-statement_issued = Ysgrifennodd yr Ombwdsmon ddatganiad ar d{ $on }. { $statement }
event-statement_served = { $at_school } { $recipient } { $came }
event-service_date_corrected = { $at_school } Cafodd y corff llywodraethu’r datganiad ar d{ $received_on }, ac nid ar d{ $from }.
event-corrected_statement_served = Cafodd camgymeriad yn y datganiad ei gywiro ar d{ $on }.
event-statement_published = Cafodd { $published } ei chyhoeddi ar d{ $on }. Dydych chi ddim yn cael eich enwi.
    .staff = Cafodd { $published } ei chyhoeddi ar d{ $on }. Dydy’r teulu ddim yn cael ei enwi.

## Beth mae’r corff llywodraethu yn ei wneud

event-period_extended_by_agreement = { $name }: cytunwyd ar fwy o amser. Y diwrnod olaf nawr yw { $to }. Cyn hynny, { $from } oedd.
event-action_notified = Ar d{ $on } dywedodd y corff llywodraethu beth fydd yn ei wneud. { $actions }
event-no_action_decided = Ar d{ $on } dywedodd y corff llywodraethu na fydd yn gwneud dim. { $actions }
event-action_confirmation_received = Ar d{ $on } dywedodd y corff llywodraethu fod hyn wedi’i wneud: { $recommendations }.
event-remedy_reported = Dywedodd y teulu sut mae hi gyda { $recommendations }. { $came }
event-confirmation_accepted = Mae’r Ombwdsmon yn cytuno bod hyn wedi’i wneud: { $recommendations }.
event-recommendations_complied = Mae popeth y gofynnodd yr Ombwdsmon amdano wedi’i wneud.
event-not_satisfied = Mae’r Ombwdsmon yn meddwl nad yw’r hyn a wnaed ynghylch { $recommendations } yn ddigon.
event-no_notification_received = { $at_school } Y diwrnod olaf oedd { $period_ended }. Doedd y corff llywodraethu ddim wedi dweud beth fydd yn ei wneud.
event-no_confirmation_received = { $at_school } Y diwrnod olaf oedd { $period_ended }. Doedd y corff llywodraethu ddim wedi dangos ei fod wedi gwneud yr hyn a ddywedodd.
event-recommendations_unenforceable = Does neb ar ôl a all wneud hyn: { $recommendations }.

## Yr hysbysiad

event-adverse_findings_notice_required = Dywedodd yr Ombwdsmon wrth y corff llywodraethu am gyhoeddi hysbysiad ynghylch { $recommendations }. Y rheswm a roddwyd yw: “{ $ground }” { $publish_by }
event-notice_form_signed = Cytunodd { $side } ar eiriau’r hysbysiad.
event-notice_form_agreed = Mae geiriau’r hysbysiad wedi’u cytuno.
event-notice_defaulted = { $notice_default }
event-notice_published = Cyhoeddodd { $side } yr hysbysiad ar d{ $on }.
event-costs_demanded = Gofynnodd yr Ombwdsmon i’r corff llywodraethu dalu cost yr hysbysiad: £{ $pounds }.

## Yr Ysgrifennydd Gwladol

event-secretary_of_state_asked = Gofynnoch i’r Ysgrifennydd Gwladol edrych ar eich cwyn.
    .staff = Gofynnodd yr achwynydd i’r Ysgrifennydd Gwladol edrych ar y gŵyn.
event-direction_considered = Dechreuodd yr Ysgrifennydd Gwladol feddwl am orchymyn i’r ysgol. { $without_notice }
event-direction_given = Ar d{ $on } rhoddodd yr Ysgrifennydd Gwladol orchymyn i’r ysgol weithredu. { $directed } { $due_by }
event-direction_declined = Ni fydd yr Ysgrifennydd Gwladol yn rhoi gorchymyn.
event-direction_revoked = Tynnodd yr Ysgrifennydd Gwladol y gorchymyn yn ôl.
event-direction_compliance_reported = Ar d{ $on } dywedodd y corff llywodraethu ei fod wedi gwneud yr hyn mae’r gorchymyn yn ei ddweud.
event-direction_complied = Mae’r gorchymyn wedi’i ddilyn.
event-direction_breached = Dydy’r gorchymyn ddim wedi’i ddilyn.
event-enforcement_sought = Gofynnwyd i lys wneud i’r ysgol ddilyn y gorchymyn.

## Diogelwch plentyn: dim ond y rhai sy’n diogelu plant sy’n darllen hyn

event-safeguarding_concern_raised = Mae rhywun yn poeni am ddiogelwch plentyn. { $danger }
event-safeguarding_referral_made = Cafodd y pryder ei anfon at { $referred_to }.
event-safeguarding_hold_lifted = Mae pobl sy’n diogelu plant wedi edrych ar y pryder. { $last }
event-retaliation_concern_raised = Mae rhywun yn ofni eu bod nhw neu blentyn yn cael eu trin yn wael oherwydd y gŵyn.

## Wrth ochr y cam

event-parallel_route_recorded = Mae’r mater hwn hefyd yn nwylo { $elsewhere }.
event-parallel_route_ended = Dydy’r mater hwn ddim yn nwylo neb arall mwyach.
event-third_party_dispute_recorded = Dydy dau berson a gaiff siarad am hyn ddim yn cytuno. Rydym yn nodi beth mae pob un yn ei ddweud.
event-third_party_dispute_ended = Mae’r ddau berson nad oedden nhw’n cytuno wedi datrys y mater.
event-contact_restricted = Mae un ffordd benodol o gysylltu am y tro. Byddwn yn edrych ar hyn eto ar d{ $review_on }. Mae’r gŵyn yn mynd yn ei blaen.
event-contact_restriction_ended = Gallwch gysylltu mewn unrhyw ffordd eto.
    .staff = Gall yr achwynydd gysylltu mewn unrhyw ffordd eto.
event-legal_hold_placed = Ni chaiff dim ar y ffeil hon ei daflu am y tro.
event-legal_hold_lifted = Bydd y ffeil yn cael ei chadw cyhyd ag unrhyw ffeil arall.
event-erasure_restricted = Ni ellir dileu ffeithiau ar y ffeil hon am y tro.
event-erasure_restriction_lifted = Gallwch ofyn eto am ddileu ffeithiau ar y ffeil hon.
    .staff = Gall ffeithiau ar y ffeil hon gael eu dileu eto, os bydd rhywun yn gofyn.
event-erasure_proposed = Gofynnodd rhywun am ddileu enwau a geiriau ar y ffeil hon. Rhaid i berson arall gytuno yn gyntaf.
event-erasure_rejected = Ni chafodd dim ei ddileu y tro hwn. Gallwch ofyn pam.
    .staff = Ni chafodd dim ei ddileu y tro hwn.
event-personal_data_erased = Cafodd enwau a geiriau ar y ffeil hon eu dileu am byth. Dim ond y dyddiadau a’r penderfyniadau sydd ar ôl.
event-data_requested = { $asked_on }: gofynnwyd am gopi o bopeth sydd am un person.
event-data_request_extended = Mae angen mwy o amser i ateb am y copi. { $ground } Roedd i fod erbyn { $from }. Nawr mae i fod erbyn { $to }.
event-data_copy_prepared = Aeth rhywun drwy’r copi a nodi beth mae’n ei ddangos.
event-data_copy_released = Rhoddwyd y copi ar { $on }.
event-data_request_refused = Ar { $on } yr ateb am y copi oedd na. { $ground } Gallwch ofyn i rywun edrych eto. Gallwch fynd at y Comisiynydd Gwybodaeth hefyd.
    .staff = Ar { $on } yr ateb am y copi oedd na. { $ground } Gall pwy bynnag a ofynnodd gael rhywun i edrych eto, neu fynd at y Comisiynydd Gwybodaeth.

## Y ffeil

event-question_asked = Gofynnodd yr ysgol rywbeth i chi. Gallwch ei ddarllen gyda’r atebion a ddaeth, ac ysgrifennu yn ôl.
    .staff = Gofynnodd yr ysgol rywbeth i’r achwynydd. Mae yma gyda’r atebion a ddaeth.
event-question_answered = Fe wnaethoch ateb yr hyn a ofynnodd yr ysgol.
    .staff = Atebodd yr achwynydd yr hyn a ofynnodd yr ysgol.
event-document_added = Cafodd papur ei ychwanegu at y ffeil.
event-adjustment_agreed = Rydym wedi cytuno ar help i chi, er mwyn i chi allu cymryd rhan. Mae’n aros gyda’ch cwyn yr holl ffordd. { $review }
    .staff = Cytunwyd ar help i’r achwynydd, er mwyn iddo allu cymryd rhan. Mae’n aros gyda’r gŵyn yr holl ffordd. { $review }
event-disclosed = Cafodd rhywbeth ar y ffeil ei ddangos i rywun a gaiff ei weld. Rydym wedi nodi i bwy a pham.
event-fact_corrected = Cafodd ffaith ar y ffeil ei chywiro. { $correction }
event-issue_redacted = Roedd rhai geiriau yn y gŵyn am berson arall. Nawr mae’r ysgol yn eu darllen heb y rhan honno. Rydym wedi cadw eich geiriau chi yn ddiogel.
    .staff = Roedd rhai geiriau yn y gŵyn am berson arall. Nawr mae’r ysgol yn eu darllen heb y rhan honno. Mae geiriau’r achwynydd ei hun yn cael eu cadw’n ddiogel.
event-objection_annotated = Dydy rhywun ddim yn cytuno â rhywbeth ar y ffeil. Mae’r hyn maen nhw’n ei ddweud yn cael ei gadw wrth ei ochr.
event-campaign_joined = Mae pobl eraill wedi cwyno am yr un peth. Byddwn yn dal i edrych ar bob un.
event-marked_duplicate_of = Mae hon yr un fath â chwyn arall. Gwnaed y gyntaf o’r ddwy ar { $earliest_made_on }. { $time }
event-duplicate_unmarked = Dydy hon ddim yr un fath â’r gŵyn arall wedi’r cyfan. Mae’n mynd ymlaen ar ei phen ei hun.
event-withdrawal_requested = Dywedoch eich bod am stopio. Does dim yn stopio nes i chi ddweud hynny yn ysgrifenedig.
    .staff = Dywedodd yr achwynydd ei fod am stopio. Does dim yn stopio nes iddo ddweud hynny yn ysgrifenedig.
event-withdrawal_confirmed = Dywedoch yn ysgrifenedig eich bod am stopio. { $others }
    .staff = Dywedodd yr achwynydd yn ysgrifenedig ei fod am stopio. { $others }
event-case_closed = Cafodd y ffeil ei chau.
event-case_reopened = Cafodd y ffeil ei hagor eto. { $reopening }
event-review_requested = Ar d{ $on } gofynnodd rhywun i’r Ombwdsmon edrych ar y penderfyniad eto. { $ground }
event-review_refused = Edrychodd yr Ombwdsmon eto. Mae’r penderfyniad yn aros fel y mae.
event-review_upheld = Edrychodd yr Ombwdsmon eto a thynnu’r penderfyniad yn ôl.

## Y clociau

event-deadline_started = { $due } { $readings } { $holidays }
event-deadline_met = { $name }: wedi’i wneud ar d{ $on }. { $in_time }
event-deadline_cancelled = { $name }: does dim angen gwylio’r dyddiad hwn mwyach. { $why }
event-deadline_passed = { $name }: y diwrnod olaf oedd { $due }, ac mae wedi mynd heibio.
event-deadline_paused = { $name }: mae’r cloc yn sefyll o d{ $from }. { $pause }
event-deadline_resumed = { $name }: mae’r cloc yn rhedeg eto. Y diwrnod olaf nawr yw { $due }.
event-deadline_moved = { $name }: mae’r dyddiau sy’n cyfrif wedi newid. { $before } Y diwrnod olaf nawr yw { $due }.
event-move_notice_raised = Byddwn yn ysgrifennu atoch am y dyddiau sydd wedi symud.
    .staff = Bydd y partïon yn cael llythyr am y dyddiau sydd wedi symud.
event-deadline_recomputed = { $name }: cafodd ffaith ei chywiro, felly rydym wedi cyfrif eto. { $now_due }
