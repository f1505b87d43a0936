# Ble mae cwyn (y gwerth), a beth sy’n digwydd nesaf (.next). “Chi” yw’r teulu.
#
# Glossary: one Welsh term for each idea, the same in every file of this folder.
#   complaint                cwyn (f.), cwynion             issue              pwynt, pwyntiau
#   promise                  addewid, addewidion            Guarantee          Gwarant
#   school, head teacher     ysgol, pennaeth                governor           llywodraethwr
#   governing body           corff llywodraethu             clerk, chair       clerc, cadeirydd
#   Local Government Ombudsman  Ombwdsmon Llywodraeth Leol  Commissioner       Comisiynydd
#   Secretary of State       Ysgrifennydd Gwladol           local authority    awdurdod lleol
#   recommendation           argymhelliad, argymhellion     finding            canfyddiad
#   statement, notice        datganiad, hysbysiad           order, direction   gorchymyn, cyfarwyddyd
#   last day, clock          diwrnod olaf, cloc             review             adolygiad
#   to put right             unioni, rhoi’n iawn            settled            wedi’i ddatrys
#   investigation            ymchwiliad                     panel, hearing     panel, gwrandawiad
#   safeguarding, worry      diogelu, pryder                file, paper        ffeil, papur
#   reference, access code   cyfeirnod, cod mynediad        representative     cynrychiolydd
# A day always begins with “dydd”, so “ar d{ $on }” is read as “ar ddydd …”: the soft mutation, written out.

level-intake = Ar ei ffordd i’r ysgol
level-school = Yr ysgol
level-ombudsman = Yr Ombwdsmon
level-secretary_of_state = Yr Ysgrifennydd Gwladol

stage-draft = Heb ei hanfon eto
    .next = Does dim wedi’i anfon. Gallwch newid yr hyn a ysgrifennoch o hyd.
stage-submitted = Wedi’i hanfon i’r ysgol
    .next = Mae’r ysgol yn darllen yr hyn a ysgrifennoch. Yna bydd yn dweud wrthych a fydd yn derbyn y gŵyn.
stage-in_scope = Wedi’i derbyn gan yr ysgol
    .next = Bydd yr ysgol yn ysgrifennu atoch i ddweud pwy fydd yn delio â’r gŵyn. Yna bydd yn dechrau edrych i mewn iddi.
stage-redirected = Wedi’i hanfon at rywun arall
    .next = Rhywun arall ddylai edrych ar hyn. Mae’r rhestr isod yn dweud ble i fynd.
stage-not_accepted = Heb ei derbyn gan yr ysgol
    .next = Gallwch fynd at yr Ombwdsmon o hyd. Gallwch hefyd ofyn i’r ysgol pam.
stage-at_school-concern = Yn cael ei thrafod yn yr ysgol
    .next = Mae’r ysgol yn siarad â chi i weld a oes modd rhoi hyn yn iawn nawr. Os na, bydd yn symud i’r cam cyntaf.
stage-at_school-stage_1 = Y cam cyntaf yn yr ysgol
    .next = Mae’r ysgol yn darganfod beth ddigwyddodd. Yna bydd yn ysgrifennu atoch gyda’i hateb a’r rhesymau.
stage-at_school-stage_2 = Gyda’r corff llywodraethu
    .next = Bydd panel o lywodraethwyr yn cwrdd i edrych arni eto. Gallwch ddod, a dod â rhywun gyda chi. Yna bydd yn ysgrifennu atoch.
stage-at_school-concluded = Mae’r corff llywodraethu wedi ateb
    .next = Os nad ydych yn cytuno â’r ateb, gallwch fynd at yr Ombwdsmon. Mae hynny am ddim.
stage-resolved_at_school = Wedi’i rhoi’n iawn yn yr ysgol
    .next = Does dim mwy i chi ei wneud. Os na fydd yr hyn a gytunwyd yn cael ei wneud, dywedwch wrth yr ysgol a gellir ei hagor eto.
stage-withdrawn = Wedi’i stopio gan y teulu
    .next = Does dim mwy yn digwydd. Gallwch wneud cwyn newydd unrhyw bryd.
stage-governing_body_default = Dim ateb gan y corff llywodraethu
    .next = Gallwch fynd at yr Ombwdsmon nawr. Does dim rhaid i chi aros mwy.
stage-with_ombudsman-received = Mae hi gyda’r Ombwdsmon
    .next = Mae’r Ombwdsmon yn gwirio a oes ganddo hawl i edrych ar hyn.
stage-with_ombudsman-jurisdiction_checked = Mae gan yr Ombwdsmon hawl i edrych arni
    .next = Mae’r Ombwdsmon yn darllen popeth ac yn penderfynu beth i’w wneud.
stage-with_ombudsman-awaiting_school_opportunity = Yn ôl gyda’r corff llywodraethu yn gyntaf
    .next = Mae’r corff llywodraethu yn cael cyfle i ateb yn gyntaf. Yna bydd yr Ombwdsmon yn gofyn beth wnaeth.
stage-with_ombudsman-under_assessment = Mae’r Ombwdsmon yn ei darllen
    .next = Mae’r Ombwdsmon yn penderfynu a fydd ymchwiliad. Byddwch yn cael gwybod pam.
stage-with_ombudsman-not_investigated = Ni fydd yr Ombwdsmon yn ymchwilio
    .next = Byddwch yn cael y rhesymau yn ysgrifenedig. Os ydych yn meddwl bod camgymeriad ynddyn nhw, gallwch ofyn am adolygiad.
stage-with_ombudsman-investigating = Mae’r Ombwdsmon yn ymchwilio
    .next = Mae’r Ombwdsmon yn gofyn i bobl beth ddigwyddodd. Mae hyn yn breifat. Yna byddwch yn cael datganiad ysgrifenedig.
stage-with_ombudsman-mediation = Yn ceisio cytuno
    .next = Mae rhywun yn eich helpu chi a’r ysgol i gytuno. Os na allwch, bydd yr Ombwdsmon yn mynd ymlaen.
stage-with_ombudsman-discontinued = Mae’r ymchwiliad wedi stopio
    .next = Byddwch yn cael y rhesymau yn ysgrifenedig. Os ydych yn meddwl bod camgymeriad ynddyn nhw, gallwch ofyn am adolygiad.
stage-with_ombudsman-completed = Mae’r ymchwiliad wedi dod i ben
    .next = Byddwch yn cael datganiad ysgrifenedig o’r hyn a ganfuwyd. Does gan yr ysgol ddim mwy i’w wneud.
stage-with_ombudsman-completed_with_recommendations = Mae’r Ombwdsmon yn gofyn i’r ysgol weithredu
    .next = Mae’r corff llywodraethu yn cael y datganiad. Yna rhaid iddo ddweud beth fydd yn ei wneud.
stage-compliance-awaiting_notification = Yn aros i glywed beth fydd yr ysgol yn ei wneud
    .next = Rhaid i’r corff llywodraethu ddweud wrth yr Ombwdsmon beth mae wedi’i wneud neu beth fydd yn ei wneud.
stage-compliance-action_notified = Mae’r ysgol wedi dweud beth fydd yn ei wneud
    .next = Nawr rhaid i’r corff llywodraethu ei wneud, a dangos i’r Ombwdsmon ei fod wedi’i wneud.
stage-compliance-awaiting_confirmation = Mae’r ysgol yn dweud ei fod wedi’i wneud
    .next = Mae’r Ombwdsmon yn gwirio ei fod wedi’i wneud.
stage-compliance-complied = Wedi’i wneud
    .next = Mae’r ysgol wedi gwneud yr hyn y gofynnodd yr Ombwdsmon amdano. Does dim mwy i chi ei wneud.
stage-compliance-not_satisfied = Dydy’r hyn a wnaed ddim yn ddigon
    .next = Gall yr Ombwdsmon ddweud wrth y corff llywodraethu am gyhoeddi hysbysiad. Gellir gofyn i’r Ysgrifennydd Gwladol gamu i mewn.
stage-compliance-no_notification = Dim gair gan y corff llywodraethu
    .next = Gall yr Ombwdsmon ddweud wrth y corff llywodraethu am gyhoeddi hysbysiad. Gellir gofyn i’r Ysgrifennydd Gwladol gamu i mewn.
stage-compliance-refused = Ni fydd y corff llywodraethu yn gweithredu
    .next = Gall yr Ombwdsmon ddweud wrth y corff llywodraethu am gyhoeddi hysbysiad. Gellir gofyn i’r Ysgrifennydd Gwladol gamu i mewn.
stage-compliance-not_confirmed = Heb ddangos ei fod wedi’i wneud
    .next = Gall yr Ombwdsmon ddweud wrth y corff llywodraethu am gyhoeddi hysbysiad. Gellir gofyn i’r Ysgrifennydd Gwladol gamu i mewn.
stage-compliance-unenforceable = Does neb ar ôl a all ei wneud
    .next = Dydy’r corff oedd yn gorfod gweithredu ddim yn bod mwyach. Gofynnwch i’r Ombwdsmon beth arall all helpu.
stage-notice-required = Rhaid cyhoeddi hysbysiad
    .next = Mae’r corff llywodraethu a’r Ombwdsmon yn cytuno beth mae’r hysbysiad yn ei ddweud.
stage-notice-form_agreed = Mae geiriau’r hysbysiad wedi’u cytuno
    .next = Bydd y corff llywodraethu yn cyhoeddi’r hysbysiad.
stage-notice-not_agreed_in_time = Ni chytunwyd ar yr hysbysiad mewn pryd
    .next = Gall yr Ombwdsmon gyhoeddi’r hysbysiad yn lle hynny.
stage-notice-governing_body_failed_to_publish = Ni chyhoeddwyd yr hysbysiad
    .next = Gall yr Ombwdsmon gyhoeddi’r hysbysiad yn lle hynny.
stage-notice-published_by_governing_body = Mae’r hysbysiad wedi’i gyhoeddi
    .next = Gellir gofyn i’r Ysgrifennydd Gwladol gamu i mewn, os nad yw wedi’i wneud o hyd.
stage-notice-published_by_commissioner = Mae’r Ombwdsmon wedi cyhoeddi’r hysbysiad
    .next = Gellir gofyn i’r Ysgrifennydd Gwladol gamu i mewn, os nad yw wedi’i wneud o hyd.
stage-direction-under_consideration = Mae’r Ysgrifennydd Gwladol yn edrych arni
    .next = Mae’r Ysgrifennydd Gwladol yn penderfynu a fydd yr ysgol yn cael gorchymyn i weithredu.
stage-direction-given = Mae’r ysgol wedi cael gorchymyn i weithredu
    .next = Rhaid i’r corff llywodraethu wneud yr hyn mae’r gorchymyn yn ei ddweud, a dangos ei fod wedi’i wneud.
stage-direction-complied = Mae’r gorchymyn wedi’i ddilyn
    .next = Mae’r ysgol wedi gwneud yr hyn oedd yn y gorchymyn. Does dim mwy i chi ei wneud.
stage-direction-breached = Dydy’r gorchymyn ddim wedi’i ddilyn
    .next = Gellir gofyn i lys wneud i’r ysgol ufuddhau.
stage-direction-enforcement_sought = Gofynnwyd i lys helpu
    .next = Y llys sy’n penderfynu. Does dim rhaid i chi wneud dim.
stage-direction-declined = Ni fydd gorchymyn
    .next = Byddwch yn cael y rhesymau yn ysgrifenedig.
stage-closed = Wedi cau
    .next = Does dim mwy yn digwydd. Os na fydd yr hyn a addawyd yn cael ei wneud, gofynnwch am ei hagor eto.
