# Popeth y gellir ei wneud gyda chwyn: beth mae’r botwm yn ei ddweud (y gwerth), a beth mae’n ei olygu (.hint).

action-submit_complaint = Gwneud cwyn

## Cyrraedd

action-link_issue_to_guarantee = Cysylltu pwynt â’i addewid
    .hint = Dywedwch pa addewid mae’r pwynt yn ymwneud ag ef. Mae’n aros yn agored pa gorff sy’n gorfod ei gadw.
action-accept_complaint = Derbyn y gŵyn
    .hint = Bydd yr ysgol yn delio â hi. Mae’r teulu’n cael gwybod.
action-decline_complaint = Peidio â derbyn y gŵyn
    .hint = Rhowch un o’r rhesymau, ac esboniwch ef fel bod y teulu’n gallu ei ddeall. Cân nhw fynd at yr Ombwdsmon o hyd.
action-redirect_complaint = Anfon un pwynt i le gwell
    .hint = Dim ond y pwynt hwn sy’n gadael. Esboniwch i’r teulu ble mae’n mynd a pham.
action-acknowledge_complaint = Dweud wrth y teulu fod y gŵyn gennych
    .hint = Dywedwch pwy sy’n delio â hi, a sut rydych yn deall y gŵyn.
action-confirm_transcript = Rhoi cwyn lafar yn ysgrifenedig
    .hint = Mae’r hyn a ddywedwyd yn cael ei ysgrifennu, ac mae’r sawl a’i dywedodd yn cytuno ei fod yn gywir.

## Yn yr ysgol

action-open_concern = Trafod y mater yn gyntaf
    .hint = Mae’r ysgol a’r teulu’n ceisio ei ddatrys drwy siarad, cyn dim byd ffurfiol.
action-open_stage_1 = Dechrau’r cam cyntaf
    .hint = Mae’r ysgol yn edrych i mewn i’r gŵyn ac yn ysgrifennu ei hateb cyntaf. Does dim rhaid i neb ei thrafod yn gyntaf.
action-record_informal_resolution = Cofnodi bod y mater wedi’i ddatrys
    .hint = Rhaid bod y teulu wedi cytuno. Mae’r hyn a gytunwyd yn cael ei gadw ar y ffeil.
action-assign_investigator = Enwi pwy sy’n edrych i mewn i’r gŵyn
action-record_involvement = Cofnodi pwy oedd â rhan yn y mater
    .hint = Chaiff neb oedd â rhan yn y mater benderfynu arno wedyn.
action-issue_stage_1_decision = Rhoi’r penderfyniad cyntaf
    .hint = Penderfynwch ar bob pwynt gyda’ch rhesymau. Gall y teulu fynd â’r mater at y corff llywodraethu.
action-extend_school_target = Symud dyddiad, gyda’r rheswm
    .hint = Dim ond dyddiadau’r ysgol ei hun y gellir eu symud. Mae’r teulu’n cael gwybod y diwrnod newydd a pham.
action-escalate_to_governing_body = Mynd â’r gŵyn at y corff llywodraethu
    .hint = Bydd llywodraethwyr nad oedd ganddyn nhw ran yn y mater yn edrych arno eto. Gallwch wneud hyn os nad ydych yn cytuno â’r ateb cyntaf.
action-record_escalation_refused = Dweud nad yw’r ysgol wedi gadael i chi fynd ymlaen
    .hint = Os dywedodd yr ysgol na allwch fynd â’r gŵyn ymhellach, ysgrifennwch beth ddywedodd. Yna gall yr Ombwdsmon edrych arni.
action-acknowledge_escalation = Dweud bod y gŵyn gan y corff llywodraethu
    .hint = Dywedwch wrth y teulu ei bod wedi cyrraedd a beth sy’n digwydd nesaf.
action-send_panel_papers = Cofnodi bod papurau’r panel wedi’u hanfon
action-convene_panel = Galw’r panel ynghyd
    .hint = Chaiff neb ar y panel fod â rhan yn y mater o’r blaen.
action-hold_hearing = Cofnodi’r gwrandawiad
action-issue_governing_body_decision = Rhoi penderfyniad y corff llywodraethu
    .hint = Penderfynwch ar bob pwynt gyda’ch rhesymau. Dywedwch wrth y teulu y cân nhw fynd at yr Ombwdsmon.
action-declare_no_response = Datgan na ddaeth ateb

## Yr awdurdod lleol

action-answer_as_authority = Ateb dros yr awdurdod lleol
action-complain_about_authority = Mynd at yr Ombwdsmon am yr awdurdod lleol
    .hint = Mae hyn ar gyfer y rhan o’ch cwyn roedd yr awdurdod lleol yn gorfod ei chadw, fel gwersi un-i-un.
action-disapply_authority_time_limit = Rhoi terfyn amser yr awdurdod o’r neilltu
    .hint = Pan ddaeth y gŵyn am yr awdurdod yn hwyr, neu pan nad oes neb yn gwybod a wnaeth.
action-issue_authority_report = Adrodd ar yr awdurdod
action-notify_authority_action = Dweud beth fydd yr awdurdod yn ei wneud
action-confirm_authority_action = Cadarnhau bod yr awdurdod wedi gweithredu
action-accept_authority_action = Derbyn yr hyn a wnaeth yr awdurdod
action-issue_further_report = Gwneud adroddiad pellach ar yr awdurdod

## Gyda’r Ombwdsmon

action-give_consent = Cytuno bod yr ysgol yn gofyn i’r Ombwdsmon
    .hint = Yna caiff yr ysgol anfon y gŵyn ymlaen at yr Ombwdsmon. Gallwch newid eich meddwl.
action-withdraw_consent = Tynnu’r cytundeb hwnnw’n ôl
    .hint = Yna chaiff yr ysgol ddim anfon y gŵyn ymlaen. Gallwch fynd at yr Ombwdsmon eich hun o hyd.
action-refer_to_ombudsman = Ei chyfeirio at yr Ombwdsmon
    .hint = Rhaid bod y teulu wedi cytuno.
action-complain_to_ombudsman = Mynd at yr Ombwdsmon
    .hint = Dydy’r Ombwdsmon ddim yn perthyn i’r ysgol. Mae am ddim. Mae’n edrych ar beth wnaeth yr ysgol, a gall ofyn iddi roi pethau’n iawn.
action-disapply_requirement = Rhoi’r gofyn am ysgrifennu neu’r terfyn amser o’r neilltu
    .hint = Ar gyfer un person sy’n cwyno, gyda’ch rheswm.
action-declare_interest = Datgan buddiant yn yr ysgol
action-assign_commissioner = Enwi’r Comisiynydd sy’n penderfynu
action-record_conversion = Cofnodi bod yr ysgol wedi dod yn academi
action-determine_jurisdiction = Penderfynu a yw o fewn pwerau’r Ombwdsmon
    .hint = Mae’r math o ysgol, yr ardal, y pwnc, pwy sy’n cwyno, yr amser a’r ffurf yn cael eu gwirio. Dywedwch nad oes neb sy’n penderfynu yn rhy agos at yr ysgol.
action-return_to_governing_body = Ei hanfon yn ôl fel bod y corff llywodraethu’n ateb yn gyntaf
action-waive_school_opportunity = Peidio ag aros am ateb y corff llywodraethu
action-begin_assessment = Ei chymryd i’w hasesu
action-decide_not_to_investigate = Penderfynu peidio ag ymchwilio
    .hint = Mae’r teulu’n cael datganiad gyda’ch rhesymau.
action-open_investigation = Agor yr ymchwiliad
    .hint = Mae’r corff llywodraethu’n cael ei wahodd i roi ei sylwadau beth bynnag, a’r awdurdod lleol hefyd lle mae’n gorfod ateb.
action-submit_comment = Rhoi sylwadau ar y mater
action-require_information = Gofyn am wybodaeth neu bapurau
action-produce_information = Rhoi’r hyn y gofynnwyd amdano
action-certify_obstruction = Ardystio rhwystr i’r Uchel Lys
action-appoint_mediator = Penodi cyfryngwr
action-record_mediation_outcome = Cofnodi sut y daeth y cyfryngu i ben
action-discontinue = Dod â’r ymchwiliad i ben yn gynnar
action-complete_investigation = Cwblhau’r ymchwiliad
    .hint = Rhowch ganfyddiad ar bob pwynt, ac argymhellwch beth ddylai gael ei roi’n iawn.
action-issue_statement = Cyhoeddi’r datganiad i’r partïon
    .hint = Mae enwau pobl ar y ffeil yn cael eu chwilio. Mae angen rheswm dros gadw enw.
action-serve_statement = Cofnodi bod copi wedi’i gyflwyno
    .hint = Mae amser y corff llywodraethu i ateb yn rhedeg o’r diwrnod y daeth ei gopi.
action-correct_service_date = Profi bod copi wedi dod ar ddiwrnod arall
action-serve_corrected_statement = Cyflwyno datganiad wedi’i gywiro
action-publish_statement = Cyhoeddi’r datganiad neu grynodeb

## Beth mae’r corff llywodraethu’n ei wneud amdano

action-agree_longer_period = Cytuno’n ysgrifenedig ar amser hirach
action-notify_action = Dweud wrth yr Ombwdsmon beth wnaethoch neu beth fyddwch yn ei wneud
    .hint = Dywedwch ar gyfer pob argymhelliad beth a wnaed, beth fydd yn cael ei wneud, neu beth na fydd yn cael ei wneud.
action-confirm_action = Dangos ei fod wedi’i wneud
action-report_remedy = Dweud a yw’r hyn a addawyd wedi dod
    .hint = Mae’r Ombwdsmon a’r ysgol yn cael gwybod. Gallwch ei ddweud eto pan fydd rhywbeth yn newid.
action-accept_confirmation = Derbyn ei fod wedi’i wneud
action-refuse_action = Canfod nad yw’n ddigon
action-record_no_notification = Cofnodi na ddaeth gair
action-record_no_confirmation = Cofnodi na ddangoswyd bod dim wedi’i wneud
action-record_unenforceable = Cofnodi nad oes neb ar ôl a all ei wneud
action-require_adverse_findings_notice = Mynnu hysbysiad cyhoeddus
action-agree_notice_form = Cytuno ar eiriau’r hysbysiad
action-record_publication = Cofnodi bod yr hysbysiad wedi’i gyhoeddi
action-declare_notice_default = Datgan na chytunwyd ar yr hysbysiad neu na chafodd ei gyhoeddi
action-publish_in_default = Cyhoeddi’r hysbysiad yn eu lle

## Yr Ysgrifennydd Gwladol

action-complain_to_secretary_of_state = Mynd at yr Ysgrifennydd Gwladol
    .hint = Gallwch ofyn i’r Ysgrifennydd Gwladol orchymyn i’r ysgol weithredu. Dywedwch beth sydd heb ei wneud.
action-consider_direction = Dechrau ystyried cyfarwyddyd
action-give_direction = Cyfarwyddo’r corff llywodraethu
    .hint = Gall yr Uchel Lys orfodi’r cyfarwyddyd.
action-decline_to_direct = Penderfynu peidio â rhoi cyfarwyddyd
action-revoke_direction = Dirymu’r cyfarwyddyd
action-report_direction_compliance = Adrodd bod y cyfarwyddyd wedi’i ddilyn
action-accept_direction_compliance = Derbyn bod y cyfarwyddyd wedi’i ddilyn
action-record_direction_breach = Cofnodi nad yw’r cyfarwyddyd wedi’i ddilyn
action-seek_enforcement = Gofyn i’r llys ei orfodi

## Diogelwch plentyn

action-raise_safeguarding_concern = Dweud efallai nad yw plentyn yn ddiogel
    .hint = Dim ond pobl sy’n diogelu plant sy’n darllen hyn. Os yw plentyn mewn perygl nawr, ffoniwch 999.
action-make_safeguarding_referral = Anfon y pryder at y rhai sy’n diogelu plant
action-lift_safeguarding_hold = Dod â’r ataliad oherwydd pryder i ben
action-raise_retaliation_concern = Dweud bod rhywun yn cael ei drin yn wael am gwyno
    .hint = Chaiff neb ei drin yn wael oherwydd cwyn. Dim ond pobl sy’n diogelu plant sy’n darllen hyn.

## Pobl

action-join_complaint = Ychwanegu rhywun sy’n cwyno am yr un peth
action-authorise_representative = Gadael i rywun siarad drosoch chi neu dros rywun arall
    .hint = Yna cân nhw ddarllen y ffeil a gweithredu ynddi. Gallwch ddod â hyn i ben unrhyw bryd.
action-end_representation = Dod â’r trefniant i siarad dros rywun i ben
    .hint = Yna chân nhw ddim darllen y ffeil na gweithredu ynddi mwyach.
action-record_party_death = Cofnodi bod rhywun wedi marw
action-substitute_party = Gadael i rywun gymryd lle achwynydd
action-record_majority = Cofnodi bod y disgybl yn 18 oed
action-record_court_order = Cofnodi gorchymyn llys

## Wrth ochr y cam

action-record_parallel_route = Cofnodi bod rhywun arall yn edrych ar y mater hefyd
action-end_parallel_route = Cofnodi nad oes neb arall yn edrych ar y mater mwyach
action-record_third_party_dispute = Cofnodi nad yw dau berson yn cytuno
action-end_third_party_dispute = Cofnodi eu bod wedi datrys y mater
action-restrict_contact = Cyfyngu ar gysylltiad â pherson
    .hint = Mae’r gŵyn yn mynd yn ei blaen er hynny.
action-end_contact_restriction = Gwneud cysylltu’n rhydd eto
action-place_legal_hold = Cadw’r ffeil fel y mae
action-lift_legal_hold = Dod â’r ataliad ar y ffeil i ben
action-propose_erasure = Gofyn am ddileu geiriau person
    .hint = Rhaid i rywun arall gytuno. Mae’r hyn a ddigwyddodd, ac ar ba ddiwrnod, yn aros ar y ffeil.
action-reject_erasure = Peidio â chytuno i ddileu geiriau
action-confirm_erasure = Cytuno i ddileu geiriau
    .hint = Ni ellir dadwneud hyn. Ni fydd neb yn gallu darllen y geiriau hyn eto.
action-restrict_erasure = Gwrthod dileu ffeithiau am y tro
action-lift_erasure_restriction = Gadael i ffeithiau gael eu dileu ar gais eto
action-make_data_request = Gofyn am gopi o’r hyn sydd gennym amdanoch
    .hint = Gallwch ei ddarllen yma unrhyw bryd. Mae hyn yn rhoi copi i chi ei gadw, a bydd rhywun yn edrych drwyddo yn gyntaf.
action-record_data_request = Nodi bod person wedi gofyn am gopi o’r hyn sydd amdanyn nhw
    .hint = Ar gyfer llythyr neu alwad. Mae’r amser i ateb yn rhedeg o’r diwrnod yr oeddem yn gwybod mai nhw oedd yno.
action-extend_data_request = Cymryd mwy o amser i ateb rhywun a ofynnodd am gopi
action-prepare_data_copy = Mynd drwy gopi a dweud beth mae’n ei ddangos
    .hint = Edrychwch ar bob peth. Mae’r hyn sydd am bobl eraill wedi’i guddio’n barod.
action-release_data_copy = Rhoi copi
    .hint = O hynny ymlaen gall y person ei nôl. Ni allwch ei gymryd yn ôl.
action-refuse_data_request = Dweud na wrth rywun a ofynnodd am gopi

## Y ffeil

action-ask_family = Gofyn rhywbeth i’r teulu
    .hint = Byddan nhw’n ei ddarllen ar eu tudalen ac yn gallu ateb yno. Mae eich clociau eich hun yn mynd ymlaen.
action-answer_question = Ateb yr hyn a ofynnodd yr ysgol
    .hint = Bydd yr ysgol, a’r rhai sy’n penderfynu wedyn, yn darllen yr hyn rydych yn ei ysgrifennu.
action-add_document = Ychwanegu papur
    .hint = Dywedwch beth yw e. Mae’r papur ei hun yn aros gyda chi am y tro.
action-redact_issue = Cuddio’r hyn sy’n cael ei ddweud am berson arall
    .hint = Yna bydd yr ysgol a’r cyngor yn darllen eich testun chi. Bydd geiriau’r teulu ei hun yn cael eu cadw’n ddiogel.
action-agree_adjustment = Cofnodi help a gytunwyd
    .hint = Er mwyn i rywun allu cymryd rhan. Mae’n aros gyda’r gŵyn yr holl ffordd.
action-record_disclosure = Cofnodi beth a ddangoswyd i bwy
action-annotate_objection = Dweud bod rhywbeth ar y ffeil yn anghywir
    .hint = Mae’r hyn a ddywedwch yn cael ei gadw wrth ei ochr. Does dim yn cael ei dynnu oddi yno.
action-correct_record = Cywiro ffaith
    .hint = Mae’r dyddiadau sy’n dibynnu arni’n cael eu cyfrif eto.
action-join_campaign = Cofnodi ei bod yn perthyn i ymgyrch
action-merge_duplicate = Ei nodi yr un fath â chwyn arall
action-unmerge_duplicate = Tynnu’r nod hwnnw i ffwrdd eto
action-pause_deadline = Stopio un o glociau’r ysgol
    .hint = Dydy terfyn amser mewn Deddf byth yn stopio.
action-resume_deadline = Dechrau cloc sydd wedi stopio eto
action-cancel_deadline = Rhoi’r gorau i un o glociau’r ysgol
    .hint = Dim ond cyn i’w ddiwrnod olaf fynd heibio. Ni ellir rhoi’r gorau i derfyn amser mewn Deddf.
action-move_deadlines = Symud dyddiau agored ar ôl i galendr newid
    .hint = Dim ond yr hyn mae penderfyniad cofnodedig wedi’i benderfynu sy’n symud.
action-record_passed_deadline = Cofnodi bod diwrnod olaf wedi mynd heibio
action-request_review = Gofyn i’r Ombwdsmon edrych eto
    .hint = Gallwch ofyn os yw’r penderfyniad yn seiliedig ar ffeithiau anghywir, neu os oes ffeithiau newydd.
action-decide_review = Penderfynu ar adolygiad
action-withdraw = Gofyn am stopio’r gŵyn
    .hint = Does dim yn stopio eto. Byddwn yn gofyn i chi ei ddweud unwaith eto yn ysgrifenedig.
action-confirm_withdrawal = Dweud yn ysgrifenedig ei bod yn stopio
    .hint = Yna mae eich cwyn yn dod i ben. Gallwch wneud un newydd unrhyw bryd.
action-close_case = Cau’r ffeil
action-reopen_case = Agor y ffeil eto
