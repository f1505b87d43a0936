# Yr hyn sy'n sefyll uwchben ffurflen cam y mae'n rhaid ei bwyso. "Chi" yw pwy bynnag sy'n cymryd y cam.

aid-there = Yn ei le:
aid-missing = Edrychwch ar hyn:
aid-go = Mynd ato
aid-somebody = rhywun ar y ffeil
aid-check = Gwirio cyn ei gyhoeddi
aid-checked = Dyma a ganfu’r gwiriad. Ni anfonwyd dim, ac ni chofnodwyd dim.
aid-working = Sut y cyfrifwyd y diwrnod hwn

## Datganiad, a thestunau eraill i'r cyhoedd

aid-statement = Yr hyn y mae’n rhaid i’r datganiad ei gynnwys
aid-statement-about = Daw hyn o’r ffeil. Fe’i cedwir gyda’r datganiad pan fyddwch yn ei gyhoeddi.
aid-names = Enwau yn yr hyn rydych yn ei gyhoeddi
aid-names-about = Rhaid i destun i’r cyhoedd beidio â dweud pwy yw rhywun.
aid-school = Rhaid iddo ddweud pa ysgol y mae’n sôn amdani: { $school }.
aid-school-named = Mae’r testun yn dweud pa ysgol y mae’n sôn amdani: { $school }.
aid-school-not_named = Nid yw’r testun yn dweud pa ysgol y mae’n sôn amdani: { $school }.
aid-remedy = I unioni’r hyn a aeth o’i le: { $recommendations }.
aid-remedy-none = Ni argymhellir dim i unioni’r hyn a aeth o’i le.
aid-prevention = I’w atal rhag digwydd eto: { $recommendations }.
aid-prevention-none = Ni argymhellir dim i’w atal rhag digwydd eto.
aid-copies = Ar ôl i chi ei gyhoeddi, rhaid i bob un o’r rhain gael copi:
aid-names-unchecked = Defnyddiwch y botwm o dan y ffurflen i ddod o hyd i enwau pobl yn yr hyn a ysgrifennoch.
aid-names-empty = Nid oes testun eto i chwilio am enwau ynddo.
aid-names-none = { $field }: nid oes enw neb ar y ffeil ynddo.
aid-names-found = { $field }: mae’r geiriau hyn yn enwau pobl ar y ffeil.
aid-names-reasoned = { $field }: mae’r geiriau hyn yn enwau pobl ar y ffeil, ac rydych yn dweud pam mae angen hynny.
aid-names-on_file = Y testun ar y ffeil
aid-names-others = { $count ->
    [zero] Nid oes gair arall yn enw ar neb.
    [one] Mae un gair arall yn enw ar rywun.
    [two] Mae dau air arall yn enwau pobl.
    [few] Mae { $count } gair arall yn enwau pobl.
    [many] Mae { $count } gair arall yn enwau pobl.
   *[other] Mae { $count } gair arall yn enwau pobl.
}

## Yr hyn sy'n dod at yr Ombwdsmon

aid-weighed = Yr hyn y mae’r ffeil yn ei ddweud
aid-weighed-about = Cyfrifir hyn o’r ffeil fel y mae heddiw. Chi sy’n penderfynu.
aid-regime = Y rheolau sy’n cyfrif: { $regime }.
aid-powers-within = Fel y mae’r ffeil, mae o fewn pwerau’r Ombwdsmon.
aid-powers-unknown = Ni ellir dweud eto. Nid oes neb yn gwybod ar ba ddiwrnod y clywodd y teulu amdano gyntaf.
aid-powers-outside = Fel y mae’r ffeil, nid yw o fewn pwerau’r Ombwdsmon.
aid-time-in_time = { $name }: mewn pryd. Clywodd amdano gyntaf ar { $noticed_on }, felly { $last_day } oedd y diwrnod olaf. Cwynodd ar { $made_on }.
aid-time-late = { $name }: yn rhy hwyr. Clywodd amdano gyntaf ar { $noticed_on }, felly { $last_day } oedd y diwrnod olaf. Cwynodd ar { $made_on }.
aid-time-forgiven = { $name }: hepgorwyd y terfyn amser. Cwynodd ar { $made_on }.
aid-time-unknown = { $name }: ni wyddys a oedd mewn pryd. Cwynodd ar { $made_on }, ac nid yw’r ffeil yn dweud pryd y clywodd amdano gyntaf.
aid-not_written = { $name }: nid yw’r gŵyn yn ysgrifenedig.
aid-no_standing = { $name }: nid yw’n ddisgybl nac yn rhiant a all gwyno o hyd.
aid-opportunity-had = Cafodd y corff llywodraethu ei gyfle i ateb yn gyntaf.
aid-opportunity-waived = Penderfynwyd peidio ag aros am y corff llywodraethu.
aid-opportunity-open = Nid yw’r corff llywodraethu wedi cael ei gyfle i ateb yn gyntaf.
aid-office-none = Nid oes swydd i chi yn yr ysgol hon ar gofnod sy’n eich cadw rhagddo.
aid-office-bars = Mae gennych swydd yn yr ysgol hon, neu roedd gennych un yn y pum mlynedd cyn hynny. Felly rhaid i chi beidio â delio ag ef.
aid-declared = Fe wnaethoch ddatgan buddiant yn yr ysgol hon.
aid-commissioner-free = Nid oes gan y Comisiynydd sy’n penderfynu swydd yn yr ysgol hon.
aid-commissioner-bars = Mae gan y Comisiynydd a enwyd swydd yn yr ysgol hon, neu roedd ganddo un yn y pum mlynedd cyn hynny.
