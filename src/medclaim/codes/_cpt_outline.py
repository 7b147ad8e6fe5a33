"""The subsections of CPT by number: where each begins and ends.

A number inside a range need not be assigned. The first row that holds a number names it, so what is
cut out of a range stands before it.

Source: section ranges as CMS publishes them in the NCCI Policy Manual (chapters II to XIII) and the
Physician Fee Schedule; the headings of CPT, shortened. No descriptor of a code.
"""

from functools import cache

_ROWS = """\
100-222 head
300-352 neck
400-474 thorax
500-580 inside the thorax
600-670 spine and spinal cord
700-797 upper abdomen
800-882 lower abdomen
902-952 perineum
1112-1173 pelvis
1200-1274 upper leg
1320-1444 knee
1462-1522 lower leg, ankle and foot
1610-1680 shoulder and axilla
1710-1782 upper arm and elbow
1810-1860 forearm, wrist and hand
1916-1942 radiological procedures
1951-1953 burns
1958-1969 obstetric
1990-1999 other
10004-10021 general
10030-19499 integumentary
20100-29999 musculoskeletal
30000-32999 respiratory
33016-37799 cardiovascular
38100-38999 hemic and lymphatic
39000-39599 mediastinum and diaphragm
40490-49999 digestive
50010-53899 urinary
54000-55899 male genital
55920-55980 reproductive and intersex
56405-58999 female genital
59000-59899 maternity
60000-60699 endocrine
61000-64999 nervous
65091-68899 eye and ocular adnexa
69000-69979 auditory
69990-69990 operating microscope
70010-76499 diagnostic imaging
76506-76999 diagnostic ultrasound
77001-77022 guidance
77046-77067 breast
77071-77092 bone and joint
77261-77799 radiation oncology
78012-79999 nuclear medicine
80047-80081 panels
80143-80299 therapeutic drug assays
80305-80377 drug assays
80400-80439 evocative and suppression testing
80500-80506 consultations
81000-81099 urinalysis
81105-81479 molecular pathology
81490-81599 multianalyte assays
82009-84999 chemistry
85002-85999 hematology and coagulation
86000-86849 immunology
86850-86999 transfusion medicine
87003-87999 microbiology
88000-88099 anatomic pathology
88104-88199 cytopathology
88230-88299 cytogenetic studies
88300-88399 surgical pathology
88720-88749 in vivo
89049-89240 other
89250-89398 reproductive medicine
90281-90399 immune globulins
90460-90474 immunization administration
90480-90481 immunization administration
90476-90759 vaccines and toxoids
90785-90899 psychiatry
90901-90913 biofeedback
90935-90999 dialysis
91010-91299 gastroenterology
91300-91322 vaccines and toxoids
92002-92499 ophthalmology
92502-92700 otorhinolaryngology
92920-93799 cardiovascular
93880-93998 vascular studies
94002-94799 pulmonary
95004-95199 allergy and immunology
95249-95251 endocrinology
95700-96020 neurology
96040-96041 medical genetics
96105-96146 central nervous system assessments
96156-96171 health behavior
96360-96549 injections and infusions
96567-96574 photodynamic therapy
96900-96999 dermatology
97010-97799 physical medicine and rehabilitation
97802-97804 nutrition therapy
97810-97814 acupuncture
98925-98929 osteopathic manipulation
98940-98943 chiropractic manipulation
98960-98962 self-management education
98966-98972 non-face-to-face services
98975-98981 remote therapeutic monitoring
98000-98016 telemedicine
99000-99091 special services
99100-99100 qualifying circumstances
99116-99116 qualifying circumstances
99135-99135 qualifying circumstances
99140-99140 qualifying circumstances
99151-99157 moderate sedation
99170-99199 other
99201-99215 office or other outpatient
99217-99220 hospital observation
99221-99239 hospital inpatient or observation
99241-99255 consultations
99281-99288 emergency department
99291-99292 critical care
99304-99318 nursing facility
99324-99340 domiciliary care
99341-99350 home or residence
99354-99360 prolonged and standby
99366-99368 case management
99374-99380 care plan oversight
99381-99412 preventive medicine
99415-99418 prolonged and standby
99421-99423 non-face-to-face
99424-99427 care management
99429-99429 preventive medicine
99437-99439 care management
99441-99449 non-face-to-face
99450-99450 special evaluation
99451-99452 non-face-to-face
99453-99454 remote monitoring
99455-99456 special evaluation
99457-99458 remote monitoring
99460-99465 newborn
99466-99472 neonatal and pediatric critical care
99473-99474 remote monitoring
99475-99480 neonatal and pediatric critical care
99483-99483 cognitive assessment
99484-99484 care management
99485-99486 neonatal and pediatric critical care
99487-99491 care management
99492-99494 psychiatric collaborative care
99495-99496 transitional care
99497-99498 advance care planning
99499-99499 other
99500-99602 home health
99605-99607 medication therapy management
"""


@cache
def _ranges() -> tuple[tuple[int, int, str], ...]:
    found = []
    for row in _ROWS.splitlines():
        numbers, _, name = row.partition(" ")
        first, _, last = numbers.partition("-")
        found.append((int(first), int(last), name))
    return tuple(found)


def subsection(number: int) -> str | None:
    """The subsection a category I number lies in, ``None`` between two of them.

    >>> subsection(27447), subsection(33), subsection(99284)
    ('musculoskeletal', None, 'emergency department')
    """
    return next((name for first, last, name in _ranges() if first <= number <= last), None)
