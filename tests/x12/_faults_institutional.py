"""The institutional claim and the ways to break it (005010X223A2).

Up to the patient it is the professional claim's text, so what breaks it there is said once.
"""

from tests.x12._faults import UNBALANCED, Kind, Segments, after, fault, replaced, without
from tests.x12._faults_professional import PROFESSIONAL

_SAME = {
    "ST*": ("005010X222A1", "005010X223A2"),
    "GS*": ("005010X222A1", "005010X223A2"),
}


def _first_segments() -> tuple[str, ...]:
    upto = next(n for n, s in enumerate(PROFESSIONAL.segments) if s.startswith("CLM*"))
    return tuple(
        segment.replace(*_SAME.get(segment[:3], ("", "")))
        for segment in PROFESSIONAL.segments[:upto]
    )


# A broken arm set in an operation, four days in hospital; the patient is a dependent child.
SEGMENTS = (
    *_first_segments(),
    "CLM*ACCOUNT1*5275***11:A:1**A*Y*Y",
    "DTP*096*TM*1100",
    "DTP*434*RD8*20261102-20261106",
    "DTP*435*DT*202611020420",
    "CL1*1*1*01",
    "REF*G1*AUTH1",
    "HI*ABK:S52501A:::::::Y",
    "HI*ABJ:M79631",
    "HI*ABN:W1789XA:::::::Y",
    "HI*DR:512",
    "HI*ABF:J45909:::::::Y*ABF:E669:::::::N",
    "HI*BBR:0PSH04Z:D8:20261102",
    "HI*BBQ:0PSK04Z:D8:20261103",
    "HI*BI:74:RD8:20261103-20261104",
    "HI*BH:05:D8:20261101",
    "HI*BE:80:::4",
    "HI*BG:67",
    "NM1*71*1*FICTION*FRANCES****XX*1999999984",
    "PRV*AT*PXC*207X00000X",
    "NM1*72*1*INVENTED*IVAN****XX*1000000004",
    "LX*1",
    "SV2*0120**4800*DA*4",
    "LX*2",
    "SV2*0360*HC:25607:RT*475*UN*1",
    "DTP*472*D8*20261102",
    "SE*47*0001",
    "GE*1*7",
    "IEA*1*000000007",
)

_CLAIM = "claims[0]"
_FIRST, _SECOND = "claims[0].lines[0]", "claims[0].lines[1]"
_ROOM, _SURGERY, _STAY = "SV2*0120", "SV2*0360", "DTP*434"

# What the professional table breaks of the segments both texts share.
_SHARED = frozenset(
    {
        "SE control number", "GE count", "GE control number", "IEA count", "IEA control number",
        "ST identifier", "interchange version", "interchange usage", "interchange qualifier",
        "interchange date", "interchange time", "interchange number", "group date", "group time",
        "group sender too short", "SE missing", "GE missing", "segment outside a set",
        "transaction structure", "transaction purpose", "transaction type", "transaction date",
        "transaction time", "missing submitter", "missing submitter contact", "missing receiver",
        "HL number", "HL parent", "HL parent of a patient", "HL child", "HL level",
        "missing billing provider", "missing billing address", "missing billing city",
        "missing tax id", "missing subscriber information", "missing subscriber name",
        "missing payer", "missing patient information", "patient without birth date and sex",
        "billing entity type", "billing name empty", "condition between elements",
        "NPI check digit", "NPI length", "city too short", "state too long", "state",
        "postal code of five digits", "tax id", "qualifier", "payer responsibility",
        "subscriber relationship", "filing indicator", "self subscriber with a patient",
        "element not used", "payer qualifier", "patient relationship", "gender", "gender missing",
        "no calendar day", "control character", "empty required element", "unknown segment",
        "repeated segment", "repeated address", "repetition separator",
        "reference with another loop's qualifier",
    }
)  # fmt: skip


def _outpatient_without_day(segments: Segments) -> Segments:
    return without("DTP*472")(replaced("CLM*", "11:A:1", "13:A:1")(segments))


FAULTS = (
    *(found for found in PROFESSIONAL.faults if found.name in _SHARED),
    fault("SE count", replaced("SE*", "*47*", "*46*"), "D007", "SE*|SE01"),
    fault("ST version unlike GS", replaced("ST*", "X223A2", "X223"), "D008", "ST*|ST03"),
    fault("version of no guide", replaced("GS*", "X223A2", "X299"), "D008", "GS*|GS08", "", "ST*"),
    fault("taxonomy", replaced("PRV*BI", "207Q00000X", "207Q00000Y"), "A041", f"{_CLAIM}.billing_provider.taxonomy"),
    fault("billing tax id of a person", replaced("REF*EI", "*EI*", "*SY*"), "X003", "REF*SY|", "2010AA", "NM1*85", f"{_CLAIM}.billing_provider"),
    fault("insurance type, which only others use", replaced("SBR*", "GROUP1******CI", "GROUP1**12****CI"), "X007", "SBR*|SBR05", "2000B", _CLAIM),
    # ---------------------------------------------------------------------------------- claim
    fault("patient control number missing", replaced("CLM*", "ACCOUNT1", ""), "X006", "CLM*|CLM01", "2300", f"{_CLAIM}.patient_control_number"),
    fault("value too long", replaced("CLM*", "ACCOUNT1", "A" * 39), "D003", "CLM*|CLM01", "2300", f"{_CLAIM}.patient_control_number"),
    fault("value not numeric", replaced("CLM*", "*5275*", "*527S*"), "X009", "CLM*|CLM02", "2300", f"{_CLAIM}.total_charge"),
    fault("third decimal", replaced("CLM*", "*5275*", "*5275.005*"), "D014", "CLM*|CLM02", "2300", f"{_CLAIM}.total_charge"),
    fault("claim total", replaced("CLM*", "*5275*", "*5276*"), "D065", f"{_CLAIM}.total_charge"),
    fault("missing claim composite", replaced("CLM*", "*11:A:1*", "**"), "X006", "CLM*|CLM05", "2300", _CLAIM),
    fault("facility qualifier", replaced("CLM*", "11:A:1", "11:B:1"), "X008", "CLM*|CLM05-2", "2300", _CLAIM),
    fault("place of service", replaced("CLM*", "11:A:1", "91:A:1"), "A044", f"{_CLAIM}.bill_type"),
    fault("frequency code", replaced("CLM*", "11:A:1", "11:A:-"), "A044", f"{_CLAIM}.bill_type"),
    fault("frequency code missing", replaced("CLM*", "11:A:1", "11:A"), "X006", "CLM*|CLM05-3", "2300", f"{_CLAIM}.bill_type"),
    fault("replacement without the payer's claim number", replaced("CLM*", "11:A:1", "11:A:7"), "D069", f"{_CLAIM}.payer_claim_control_number", "", _CLAIM),
    fault("signature, which the guide does not use", replaced("CLM*", "1**A*", "1*Y*A*"), "X007", "CLM*|CLM06", "2300"),
    fault("assignment", replaced("CLM*", "**A*Y*Y", "**D*Y*Y"), "X008", "CLM*|CLM07", "2300", _CLAIM),
    fault("release of information", replaced("CLM*", "**A*Y*Y", "**A*Y*N"), "X008", "CLM*|CLM09", "2300", _CLAIM),
    fault("missing statement dates", without(_STAY), "X004", "CLM*|", "2300", f"{_CLAIM}.statement_dates"),
    fault("statement dates of one date", replaced(_STAY, "-20261106", ""), "D130", f"{_STAY}|DTP03", "2300", f"{_CLAIM}.statement_dates"),
    fault("statement dates as a date", replaced(_STAY, "*RD8*", "*D8*"), "X008", f"{_STAY}|DTP02", "2300", _CLAIM),
    fault("discharge hour that is none", replaced("DTP*096", "1100", "2460"), "D130", "DTP*096|DTP03", "2300", f"{_CLAIM}.discharge_hour"),
    fault("admission hour left out", replaced("DTP*435", "202611020420", "20261102"), "D130", "DTP*435|DTP03", "2300", f"{_CLAIM}.admission"),
    fault("admission on no calendar day", replaced("DTP*435", "20261102", "20261131"), "D130", "DTP*435|DTP03", "2300", f"{_CLAIM}.admission"),
    fault("missing claim codes", without("CL1*"), "X004", "CLM*|", "2300", f"{_CLAIM}.patient_status", f"{_CLAIM}.admission_type", f"{_CLAIM}.point_of_origin"),
    fault("missing patient status", replaced("CL1*", "*1*1*01", "*1*1"), "X006", "CL1*|CL103", "2300", f"{_CLAIM}.patient_status"),
    fault("patient status too long", replaced("CL1*", "*01", "*001"), "D003", "CL1*|CL103", "2300", f"{_CLAIM}.patient_status"),
    fault("note reference", after("REF*G1", "NTE*CER*SEE RECORD"), "X003", "NTE*CER|", "2300"),
    # ------------------------------------------------------------------------------- HI families
    fault("missing diagnosis", without("HI*ABK"), "X004", "CLM*|", "2300", _CLAIM),
    fault("mixed editions of ICD", replaced("HI*ABF", "ABF:E669", "BF:27800"), "A011", f"{_CLAIM}.other_diagnoses[1].code", "", f"{_CLAIM}.other_diagnoses"),
    fault("thirteen diagnoses", replaced("HI*ABF", "*ABF:E669:::::::N", "*ABF:E669" * 12), "X007", "HI*ABF|HI13", "2300", _CLAIM),
    fault("three segments of diagnoses", after("HI*ABF", "HI*ABF:I10", "HI*ABF:E785"), "D013", "HI*ABF:E785|", "2300", _CLAIM),
    fault("present on admission outside its values", replaced("HI*ABK", ":Y", ":X"), "X008", "HI*ABK|HI01-9", "2300", _CLAIM),
    fault("component not used", replaced("HI*ABJ", "M79631", "M79631:D8"), "X007", "HI*ABJ|HI01-3", "2300", _CLAIM),
    fault("diagnosis with a point", replaced("HI*ABJ", "M79631", "M79.631"), "A002", f"{_CLAIM}.admitting_diagnosis"),
    fault("external cause without its seventh character", replaced("HI*ABN", "W1789XA", "W1789"), "A005", f"{_CLAIM}.external_causes[0].code"),
    fault("procedure without its day", replaced("HI*BBR", ":D8:20261102", ""), "X006", "HI*BBR|HI01-4", "2300", _CLAIM),
    fault("procedure on no calendar day", replaced("HI*BBQ", "20261103", "20261131"), "D130", "HI*BBQ|HI01-4", "2300", _CLAIM),
    fault("occurrence without its day", replaced("HI*BH", ":D8:20261101", ""), "X006", "HI*BH|HI01-4", "2300", _CLAIM),
    fault("occurrence over days", replaced("HI*BH", "D8:20261101", "RD8:20261101-20261102"), "X008", "HI*BH|HI01-3", "2300", _CLAIM),
    fault("span of one date", replaced("HI*BI", "-20261104", ""), "D130", "HI*BI|HI01-4", "2300", _CLAIM),
    fault("value without its amount", replaced("HI*BE", "80:::4", "80"), "X006", "HI*BE|HI01-5", "2300", _CLAIM),
    fault("value amount not numeric", replaced("HI*BE", "80:::4", "80:::FOUR"), "X009", "HI*BE|HI01-5", "2300", _CLAIM),
    fault("condition code missing", replaced("HI*BG", ":67", ""), "X006", "HI*BG|HI01-2", "2300", _CLAIM),
    fault("family of no guide", replaced("HI*BG", "BG:", "BZ:"), "X003", "HI*BZ|", "2300"),
    # ------------------------------------------------------------------------------- providers
    fault("attending provider an organization", replaced("NM1*71", "*1*FICTION", "*2*FICTION"), "X008", "NM1*71|NM102", "2310A", f"{_CLAIM}.attending_provider"),
    fault("attending specialty of another role", replaced("PRV*AT", "PRV*AT", "PRV*PE"), "X008", "PRV*PE|PRV01", "2310A", f"{_CLAIM}.attending_provider"),
    fault("attending NPI check digit", replaced("NM1*71", "1999999984", "1999999985"), "A031", f"{_CLAIM}.attending_provider.npi"),
    fault("operating physician without a name", replaced("NM1*72", "*INVENTED*", "**"), "X006", "NM1*72|NM103", "2310B", f"{_CLAIM}.operating_physician"),
    # ---------------------------------------------------------------------------------- lines
    fault("line number", replaced("LX*2", "*2", "*3"), "D011", "LX*3|LX01", "2400", _SECOND),
    fault("missing service segment", without(_SURGERY), "X004", "LX*2|", "2400", _SECOND, f"{_CLAIM}.total_charge"),
    fault("revenue code missing", replaced(_ROOM, "*0120*", "**"), "X006", "SV2***4800|SV201", "2400", _FIRST),
    fault("revenue code that cannot be", replaced(_ROOM, "*0120*", "*9120*"), "A046", f"{_FIRST}.revenue_code"),
    fault("procedure qualifier", replaced(_SURGERY, "HC:25607", "XX:25607"), "X008", "SV2*0360|SV202-1", "2400", _SECOND),
    fault("procedure missing", replaced(_SURGERY, "HC:25607:RT", "HC::RT"), "X006", "SV2*0360|SV202-2", "2400", _SECOND),
    fault("five modifiers", replaced(_SURGERY, ":RT*", ":RT:59:GT:KX:95:SURGERY*"), "X007", "SV2*0360|SV202-8", "2400", _SECOND),
    fault("charge missing", replaced(_SURGERY, "*475*", "**"), "X006", "SV2*0360|SV203", "2400", _SECOND, f"{_CLAIM}.total_charge"),
    fault("unit", replaced(_ROOM, "*DA*", "*MJ*"), "X008", "SV2*0120|SV204", "2400", _FIRST),
    fault("units not numeric", replaced(_ROOM, "*DA*4", "*DA*FOUR"), "X009", "SV2*0120|SV205", "2400", _FIRST),
    fault("rate, which the guide does not use", replaced(_ROOM, "*DA*4", "*DA*4*1200"), "X007", "SV2*0120|SV206", "2400"),
    fault("empty element at the end", replaced(_ROOM, "*DA*4", "*DA*4*"), "D004", "SV2*0120|", "2400"),
    fault("service date that is none", replaced("DTP*472", "20261102", "20261131"), "D130", "DTP*472|DTP03", "2400", _SECOND),
    fault("missing service date", _outpatient_without_day, "D077", f"{_SECOND}.service_dates", "", _CLAIM),
    # -------------------------------------------------------- unknown, misplaced, too many
    fault("misplaced segment", after("HI*BG", "REF*EA*RECORD1"), "X003", "REF*EA|", "2300"),
    fault("segment of another loop", after("HI*BG", "DMG*D8*20150501*F"), "X003", "DMG*D8*20150501*F|", "2300"),
    fault("repeated service", after(_ROOM, "SV2*0250**1*UN*1"), "X001", "SV2*0250|", "2400"),
    fault("pointer, which a bill has not", replaced(_SURGERY, "*UN*1", "*UN*1****1"), "X007", "SV2*0360|SV209", "2400"),
    fault("other payer's payment does not balance", after("NM1*72", *UNBALANCED), "D142", f"{_CLAIM}.other_subscribers[0].payer_paid"),
)  # fmt: skip

INSTITUTIONAL = Kind(
    SEGMENTS,
    FAULTS,
    {
        "pointer to no diagnosis": "a line of a bill points to none",
    },
    40,
)
