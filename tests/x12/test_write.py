"""What the 837 writer refuses, and what it makes of many claims."""

import re
from datetime import date
from typing import Any

import attrs
import pytest

from medclaim import convert
from medclaim.claims import x12
from medclaim.claims.check import check_text
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.errors import DoesNotFitError
from medclaim.claims.parties import Contact, Identifier, Organization, Person, Provider
from medclaim.claims.professional import ClaimDates
from medclaim.claims.supplements import Note
from medclaim.claims.x12 import Delimiters
from medclaim.malformed import Malformed, Reason
from tests.x12.test_published import _OCEAN, _envelope, commercial, encounter


def _first(text: str, start: str) -> str:
    return next(s for s in text.split("~") if s.startswith(start))


@pytest.mark.parametrize("character", list("*~:^`é\u2019"))
def test_no_character_breaks_out_of_its_place(character: str) -> None:
    """Data never holds a delimiter; nothing is returned when it would."""
    claim = attrs.evolve(commercial(), note=Note("ADD", f"before{character}after"))
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([claim], _envelope())
    assert [f.path for f in caught.value.findings] == ["claims[0].note.text"]
    assert "before" not in str(caught.value)


@pytest.mark.parametrize("text", ["A\x1cSE*1", "A\x1dB", "~", "A*B"])
def test_no_malformed_text_breaks_out_of_its_place(text: str) -> None:
    bad = Malformed(kind="text", text=text, reason=Reason.CHARACTER)
    claim = attrs.evolve(commercial(), patient_control_number=bad)
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([claim], _envelope())
    assert caught.value.findings


def test_a_malformed_component_never_makes_two() -> None:
    bad = Malformed(kind="text", text="1\x1f2", reason=Reason.CHARACTER)
    claim = attrs.evolve(commercial(), frequency_code=bad)
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([claim], _envelope())
    assert [f.rule.id for f in caught.value.findings] == ["D002"]


def test_the_engines_own_mark_of_a_component_is_no_text() -> None:
    bad = Malformed(kind="text", text="1\x1f2", reason=Reason.CHARACTER)
    claim = attrs.evolve(commercial(), patient_control_number=bad)
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([claim], _envelope())
    assert [f.rule.id for f in caught.value.findings] == ["D002"]


@pytest.mark.parametrize("separator", [":", ">", "\\", "\x1f"])
def test_components_in_one_element_stand_as_their_text_has_them(separator: str) -> None:
    """They are one text with its own separator, an error, and come back to the letter."""
    envelope = attrs.evolve(_envelope(), delimiters=Delimiters(component=separator))
    text = x12.write([commercial()], envelope)
    number, npi = (f"SAM{separator}PLE", f"12345{separator}6789{separator}")
    text = text.replace(f"CLM*{commercial().patient_control_number}*", f"CLM*{number}*")
    text = re.sub(r"(NM1\*85\*[^~]*\*XX\*)[0-9]+", lambda found: found[1] + npi, text)
    (claim,) = x12.read(text).claims
    read = claim.patient_control_number, claim.billing_provider.npi
    assert [(m.kind, m.text, m.reason, m.position) for m in read] == [
        ("text", number, Reason.COMPONENTS, 4),
        ("NPI", npi, Reason.COMPONENTS, 6),
    ]
    assert x12.write([claim], envelope) == text
    plain = convert.to_plain(claim)
    assert x12.write([convert.from_plain(type(claim), plain)], envelope) == text
    assert [(f.rule.id, f.path.partition(".")[2]) for f in x12.check(text)] == [
        ("D002", "NM109"),
        ("D002", "CLM01"),
    ]


@pytest.mark.parametrize(
    "before, after",
    [
        ("*D8*2", "*D8*2:0"),
        ("REF*EI*", "REF*EI*1:"),
        ("NM1*IL*1*", "NM1*IL*1:2*A:"),
        ("PER*IC*", "PER*IC*A:B*TE:X*1:2*"),
        ("HI*BK", "HI*BK:A:"),
        ("*UN*1*", "*U:*1:*"),
    ],
)
def test_components_anywhere_come_back_to_the_letter(before: str, after: str) -> None:
    text = x12.write([commercial()], _envelope())
    assert before in text
    spoilt = text.replace(before, after)
    read = x12.read(spoilt)
    assert read.text == spoilt
    assert x12.read(x12.write(read.claims, _envelope())).claims == read.claims
    assert "\x1f" not in str(convert.to_plain(read.claims[0]))


def test_another_subscriber_without_its_payer_has_one_of_which_nothing_is_known() -> None:
    text = x12.write([commercial()], _envelope())
    text = text.replace("~LX*1~", "~SBR*S*18*******CI~OI***Y***Y~LX*1~")
    (claim,) = x12.read(text).claims
    payer = claim.other_subscribers[0].payer
    assert payer.payer_id == Malformed.missing("text")
    places = [f.path for f in check_text(text) if f.rule.id == "X010"]
    assert "claims[0].other_subscribers[0].payer.payer_id" in places


def test_components_have_no_place_in_a_component() -> None:
    bad = Malformed(kind="text", text="A:B", reason=Reason.COMPONENTS, position=2)
    line = attrs.evolve(commercial().lines[0], description=bad)
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([attrs.evolve(commercial(), lines=[line])], _envelope())
    assert {f.rule.id for f in caught.value.findings} == {"D002"}


TOO_MUCH: list[tuple[str, dict[str, Any], str]] = [
    ("D003", {"patient_control_number": "A" * 39}, "patient_control_number"),
    ("D003", {"prior_authorization": "A" * 51}, "prior_authorization"),
    ("D003", {"note": Note("ADD", "A" * 81)}, "note.text"),
    ("X001", {"diagnoses": commercial().diagnoses * 7}, "diagnoses"),
    ("X001", {"lines": commercial().lines * 13}, "lines"),
    (
        "X001",
        {"dates": ClaimDates(disability_begin=date(2006, 1, 1), disability_end=date(2006, 2, 1))},
        "dates.disability",
    ),
]


@pytest.mark.parametrize(("rule", "changes", "path"), TOO_MUCH)
def test_what_is_too_much_is_refused_with_its_place(
    rule: str, changes: dict[str, Any], path: str
) -> None:
    claim = attrs.evolve(commercial(), **changes)
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([commercial(), claim], _envelope())
    assert [(f.rule.id, f.path) for f in caught.value.findings] == [(rule, f"claims[1].{path}")]


def test_five_modifiers_do_not_fit_a_line() -> None:
    line = attrs.evolve(commercial().lines[0], modifiers=["25", "26", "59", "76", "77"])
    claim = attrs.evolve(commercial(), lines=(line,))
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([claim], _envelope())
    paths = [f.path for f in caught.value.findings]
    assert paths == ["claims[0].lines[0].modifiers"]


def test_a_name_too_long_is_refused_at_its_level() -> None:
    claim = commercial()
    assert claim.patient is not None
    name = Person(last_name="A" * 61, first_name="B" * 36)
    claim = attrs.evolve(claim, patient=attrs.evolve(claim.patient, name=name))
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([claim], _envelope())
    assert [f.path for f in caught.value.findings] == [
        "claims[0].patient.name.last_name",
        "claims[0].patient.name.first_name",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reference", "A" * 51),
        ("reference", "A~B"),
        ("sender_id", "A*B"),
        ("application_sender", "A"),
    ],
)
def test_the_envelope_is_looked_at_too(field: str, value: str) -> None:
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([commercial()], _envelope(**{field: value}))
    assert {f.path for f in caught.value.findings} == {f"envelope.{field}"}


def test_a_contact_with_four_numbers_does_not_fit() -> None:
    contact = Contact(telephone="1", extension="2", fax="3", email="4")
    submitter = x12.Submitter(name=Organization("EXAMPLE"), identifier="1", contacts=(contact,))
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([commercial()], _envelope(submitter=submitter))
    assert [f.path for f in caught.value.findings] == ["envelope.submitter.contacts[0]"]


def test_nothing_to_write_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one claim"):
        x12.write([], _envelope())


def test_claims_share_the_levels_they_agree_on() -> None:
    """One 2000A a billing provider, one 2000B a subscriber and payer, one 2000C a patient."""
    one = commercial()
    other = attrs.evolve(one, patient_control_number="SECOND")
    assert one.patient is not None
    sister = attrs.evolve(
        one,
        patient=attrs.evolve(one.patient, name=Person(last_name="SMITH", first_name="ANN")),
    )
    text = x12.write([one, other, sister, encounter()], _envelope())
    levels = [s for s in text.split("~") if s.startswith("HL*")]
    # The capitated encounter stands in a set of its own: BHT06 says so for all its claims.
    assert levels == [
        "HL*1**20*1",
        "HL*2*1*22*1",
        "HL*3*2*23*0",
        "HL*4*2*23*0",
        "HL*1**20*1",
        "HL*2*1*22*0",
    ]
    assert [s[-2:] for s in text.split("~") if s.startswith("BHT")] == ["CH", "RP"]
    assert x12.check(text).findings == ()
    assert x12.read(text).claims == (one, other, sister, encounter())


def test_five_thousand_claims_a_set() -> None:
    one = encounter()
    text = x12.write([one] * 5001, _envelope())
    _, *sets = text.split("~ST*837*")
    assert [of_set[:5] for of_set in sets] == ["0021*", "0022*"]
    assert [of_set.count("~CLM*") for of_set in sets] == [5000, 1]
    assert _first(text, "GE*") == "GE*2*20213"


@pytest.mark.parametrize("claim", [encounter(), commercial()], ids=["subscriber", "patient"])
def test_a_level_that_is_full_is_said_again(claim: ProfessionalClaim) -> None:
    """005010X222A1, 2300: at most 100 claims stand under one subscriber or patient."""
    claims = [attrs.evolve(claim, patient_control_number=f"A{n}") for n in range(201)]
    text = x12.write(claims, _envelope())
    level = "22" if claim.patient is None else "23"
    _, *held = re.split(rf"~HL\*[0-9]+\*[0-9]+\*{level}\*", text)
    assert [of_level.count("~CLM*") for of_level in held] == [100, 100, 1]
    assert x12.check(text).findings == ()
    assert x12.read(text).claims == tuple(claims)


def test_segments_are_the_text_in_tuples() -> None:
    found = x12.segments([commercial()], _envelope())
    assert found[0][0] == "ISA"
    assert ("HI", ("BK", "0340"), ("BF", "V7389")) in found
    assert found[-1] == ("IEA", "1", "000010216")


def test_a_changed_subscriber_changes_only_its_level() -> None:
    text = x12.write([encounter(), commercial()], _envelope())
    interchange = x12.read(text)
    first, second = interchange.claims
    moved = attrs.evolve(first.subscriber, member_id="CHANGED")
    changed = attrs.evolve(first, subscriber=moved)
    rewritten = attrs.evolve(interchange, claims=(changed, second)).text
    before, after = text.split("~"), rewritten.split("~")
    assert [(b, a) for b, a in zip(before, after, strict=True) if b != a] == [
        ("NM1*IL*1*SMITH*TED****MI*00221111", "NM1*IL*1*SMITH*TED****MI*CHANGED")
    ]


def test_claims_that_no_longer_share_a_level_get_their_own() -> None:
    one = commercial()
    text = x12.write([one, attrs.evolve(one, patient_control_number="SECOND")], _envelope())
    interchange = x12.read(text)
    first, second = interchange.claims
    changed = attrs.evolve(second, subscriber=attrs.evolve(second.subscriber, group_number="OTHER"))
    rewritten = attrs.evolve(interchange, claims=(first, changed)).text
    assert x12.read(rewritten).claims == (first, changed)
    assert x12.check(rewritten).findings == ()


def test_an_interchange_keeps_its_number_of_claims() -> None:
    interchange = x12.read(x12.write([commercial()], _envelope()))
    with pytest.raises(ValueError, match="number of claims"):
        attrs.evolve(interchange, claims=())


def test_a_changed_claim_that_does_not_fit_is_refused() -> None:
    interchange = x12.read(x12.write([commercial()], _envelope()))
    changed = attrs.evolve(interchange.claims[0], patient_control_number="A*B")
    with pytest.raises(DoesNotFitError):
        _ = attrs.evolve(interchange, claims=(changed,)).text


def test_delimiters_must_differ_and_be_signs() -> None:
    with pytest.raises(ValueError, match="differ"):
        x12.Delimiters(element=":")
    with pytest.raises(ValueError, match="no letter"):
        x12.Delimiters(segment="A")


PLACES = {
    "lines[1].charge": "2400 SV102",
    "lines[0].modifiers[2]": "2400 SV101-5",
    "lines[0].procedure_code": "2400 SV101-2",
    "lines[3].service_dates": "2400 DTP03 (472)",
    "diagnoses[3]": "2300 HI04-2 (ABF/BF)",
    "total_charge": "2300 CLM02",
    "place_of_service": "2300 CLM05-1",
    "prior_authorization": "2300 REF02 (G1)",
    "payer_claim_control_number": "2300 REF02 (F8)",
    "billing_provider.npi": "2010AA NM109",
    "billing_provider.address.postal_code": "2010AA N403",
    "subscriber.member_id": "2010BA NM109",
    "subscriber.filing_indicator": "2000B SBR09",
    "patient.birth_date": "2010CA DMG02",
    "payer.payer_id": "2010BB NM109",
    "rendering_provider.npi": "2310B NM109",
    "lines[2].rendering_provider.npi": "2420A NM109",
    "service_facility.address.postal_code": "2310C N403",
}


@pytest.mark.parametrize(("path", "place"), PLACES.items())
def test_a_model_path_has_its_place_in_the_guide(path: str, place: str) -> None:
    """The places are those of the field table the standards' own documents give."""
    assert x12.locate(path) == place


def test_a_path_without_a_place() -> None:
    assert x12.locate("nothing.of.the.kind") is None


@pytest.mark.parametrize(
    ("role", "field", "value"),
    [
        ("rendering_provider", "address", _OCEAN),
        ("rendering_provider", "contact", Contact(telephone="5555550100")),
        ("supervising_provider", "taxonomy", "207Q00000X"),
        ("referring_provider", "taxonomy", "207Q00000X"),
        ("service_facility", "taxonomy", "207Q00000X"),
    ],
)
def test_a_fact_without_a_place_is_refused_and_never_left_out(
    role: str, field: str, value: Any
) -> None:
    """Nothing is cut short silently: what a loop of the guide cannot say is named."""
    provider = Provider(name=Organization("EXAMPLE"), address=None, npi="1234567893")
    if role != "service_facility":
        provider = attrs.evolve(provider, name=Person(last_name="SAMPLE"))
    changes: dict[str, Any] = {field: value}
    roles: dict[str, Any] = {role: attrs.evolve(provider, **changes)}
    claim = attrs.evolve(commercial(), **roles)
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([claim], _envelope())
    assert [(f.rule.id, f.path) for f in caught.value.findings] == [
        ("X013", f"claims[0].{role}.{field}")
    ]


def test_a_number_under_a_qualifier_the_row_has_not_is_refused() -> None:
    provider = Provider(
        name=Person(last_name="SAMPLE"), identifiers=(Identifier("ZZ", "1"), Identifier("G2", "2"))
    )
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([attrs.evolve(commercial(), rendering_provider=provider)], _envelope())
    found = [(f.rule.id, f.path) for f in caught.value.findings]
    assert found == [("X008", "claims[0].rendering_provider.identifiers[0].qualifier")]


def test_another_payers_number_has_no_place_on_the_claim() -> None:
    provider = Provider(
        name=Person(last_name="SAMPLE"), identifiers=(Identifier("G2", "1", "PAYER9"),)
    )
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([attrs.evolve(commercial(), rendering_provider=provider)], _envelope())
    assert [f.path for f in caught.value.findings] == [
        "claims[0].rendering_provider.identifiers[0]"
    ]


def test_control_numbers_do_not_run_over() -> None:
    claims = [commercial(), encounter()]
    with pytest.raises(ValueError, match="nine digits"):
        x12.write(claims, _envelope(set_control_number=999_999_999))
    assert x12.write(claims[:1], _envelope(set_control_number=999_999_999))
    with pytest.raises(ValueError, match="0 to 999999999"):
        _envelope(set_control_number=-1)
    with pytest.raises(ValueError, match="sender_id: is blank"):
        _envelope(sender_id="   ")


@pytest.mark.parametrize(
    "cut",
    [("SE*42*0021~",), ("SE*42*0021~", "GE*1*20213~"), ("SE*42*0021~GE*1*20213~IEA*1*000010216~",)],
)
def test_the_claims_of_a_set_that_nothing_closes_are_read(cut: tuple[str, ...]) -> None:
    text = x12.write([commercial()], _envelope())
    for piece in cut:
        assert piece in text
        text = text.replace(piece, "")
    interchange = x12.read(text)
    assert interchange.claims == (commercial(),)
    assert interchange.text == text
    changed = attrs.evolve(commercial(), lines=commercial().lines[:1])
    rewritten = attrs.evolve(interchange, claims=(changed,)).text
    assert x12.read(rewritten).claims == (changed,)
    assert [s for s in rewritten.split("~") if s[:2] in ("GE", "IE")] == [
        s for s in text.split("~") if s[:2] in ("GE", "IE")
    ]


@pytest.mark.parametrize("terminator", ["\n", "~"])
def test_many_blank_lines_are_read_in_one_pass(terminator: str) -> None:
    text = x12.write([commercial()], _envelope()).replace("~", terminator) + "\n" * 60_000
    interchange = x12.read(text)
    assert interchange.claims == (commercial(),)
    assert interchange.text == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("REF*D9*17312345600006351~", "REF*D9~ZZZ*1~"),
        ("PRV*BI*PXC*203BF0100Y~", "PRV*BI*ZZ*203BF0100Y:~"),
        ("DTP*472*D8*20061003~LX*2~", "DTP*472*D8~LX*2~"),
        ("SBR*P**2222-SJ******CI~", ""),
        ("SV1*HC:99213*40*UN*1***1~", ""),
        ("PAT*19~", ""),
        ("NM1*PR*2*KEY INSURANCE COMPANY*****PI*999996666~", ""),
        ("HI*BK:0340*BF:V7389~", "HI~"),
    ],
)
def test_what_is_half_said_comes_back_from_the_claim_alone(old: str, new: str) -> None:
    text = x12.write([commercial()], _envelope())
    assert old in text
    claims = x12.read(text.replace(old, new)).claims
    written = x12.write(claims, _envelope())
    assert x12.read(written).claims == claims
