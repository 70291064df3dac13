"""A colleague from abroad writes in English: dangers cry, faults are repairs, and drills are neither."""

import pytest

from tests.domain.labelled import reader

# Each batch was written before the reader was tried on it. At that first try it heard 9 of 51 dangers (and 7 known
# to be unheard), then 15 of 30, then 16 of 20; it was quiet at 34 of 36 harmless ones, then 14 of 20, then 12 of 15.
# The first two are learned and stand here.


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("Fire in the library!", "fire"),
        ("There is smoke coming out of the socket", "fire"),
        ("I smell gas in the canteen", "gas"),
        ("A student is missing", "child"),
        ("help, a boy fainted in the gym", "injury"),
        ("two kids stuck in the lift", "lift"),
        ("Sparks from the switch in A303", "electric"),
        ("pipe burst on the second floor", "water"),
        ("two students fighting", "intruder"),
    ],
)
def test_danger_is_heard_in_english(words: str, danger: str) -> None:
    reading = reader().read(words)
    assert (reading.alarm, reading.danger) == (True, danger)


@pytest.mark.parametrize(
    "words",
    [
        "The fire drill is on Friday",
        "no smoke, all good",
        "Where is the fire extinguisher?",
        "fire door closes fine",
        "Thank you!",
        "The firewall blocks my laptop",
    ],
)
def test_what_only_sounds_like_danger_alerts_nobody(words: str) -> None:
    assert not reader().read(words).alarm


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("The tap in 3-201 leaks", "水暖"),
        ("light broken in A303", "电气照明"),
        ("the projector won't turn on", "网络多媒体"),
        ("Door is stuck", "门窗锁具"),
    ],
)
def test_a_fault_in_english_is_a_repair_of_its_trade(words: str, category: str) -> None:
    reading = reader().read(words)
    assert (reading.is_repair, reading.category, reading.alarm) == (True, category, False)


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("there is a bomb in the hall", "help"),
        ("active shooter", "intruder"),
        ("Chemical spill in the lab", "chemical"),
        ("a girl cut herself", "injury"),
        ("he cut his wrist", "injury"),
        ("help!!", "help"),
        ("someone help", "help"),
        ("Someone phoned and said there's a bomb in the school", "help"),
        ("We found a suspicious package at the south gate", "intruder"),
        ("A man with a gun is walking towards the gym", "intruder"),
        ("I heard gunshots near the canteen", "intruder"),
        ("He has a knife and won't let anyone out", "intruder"),
        ("Somebody just got stabbed outside Building B", "intruder"),
        ("There is a strange man in the girls' dormitory", "intruder"),
        ("A parent is threatening my colleague at the gate", "intruder"),
        ("Two boys are beating up a Year 7 student", "intruder"),
        ("They are punching each other in the corridor", "intruder"),
        ("Acid spilled on the floor in the chemistry lab", "chemical"),
        ("A student got acid in his eyes", "chemical"),
        ("Someone dropped the mercury thermometer jar, mercury everywhere", "chemical"),
        ("There's a strong smell of chlorine by the pool", "chemical"),
        ("A girl in my class says she wants to kill herself", "injury"),
        ("One of the boarders is self-harming", "injury"),
        ("She took a whole bottle of pills", "injury"),
        ("A student is standing on the edge of the roof", "injury"),
        ("A boy is about to jump off the roof", "injury"),
        ("A boy fell down the stairs and can’t move", "injury"),
        ("My pupil is having a seizure, please come", "injury"),
        ("She is not responding and her lips are blue", "injury"),
        ("He’s bleeding a lot from his head", "injury"),
        ("Kid passed out during PE", "injury"),
        ("a student is having an asthma attack", "injury"),
        ("Severe allergic reaction, she ate peanuts", "injury"),
        ("A teacher has collapsed in the staff room", "injury"),
        ("call an ambulance", "help"),
        ("Please call the police now", "help"),
        ("Somebody please help us", "help"),
        ("we need help urgently", "help"),
        ("SOS", "help"),
        ("The bin behind the canteen is on fire", "fire"),
        ("the curtain caught fire", "fire"),
        ("Room 204 is burning", "fire"),
        ("there was an explosion in the lab", "fire"),
        ("It smells of gas in the kitchen", "gas"),
        ("I can't find one of my students", "child"),
        ("We have lost a child on the trip back from the canteen", "child"),
        ("A first grader ran away from school", "child"),
        ("a little boy wandered out of the gate", "child"),
        ("Three kids are trapped in the elevator", "lift"),
        ("We're stuck in the lift in Building D", "lift"),
        ("A student got an electric shock from the socket", "electric"),
        ("exposed wires hanging from the ceiling in A303", "electric"),
        ("several students are vomiting after lunch", "food"),
        ("half my class has diarrhoea after eating in the canteen", "food"),
        ("the main gate is wide open and nobody is there", "gate"),
        ("part of the ceiling fell down next to a student", "structure"),
        ("a dog bit a pupil", "animal"),
        ("the emergency exit is locked from outside", "escape"),
    ],
)
def test_danger_is_heard_as_teachers_write_it(words: str, danger: str) -> None:
    reading = reader().read(words)
    assert (reading.alarm, reading.danger) == (True, danger)


@pytest.mark.parametrize(
    "words",
    [
        "Please hurry, a boy is choking on a piece of meat",
        "There's thick smoke on the stairs of Building A",
        "Someone with a knife is at the front gate",
        "a student is drowning in the pond",
        "one of my kids has a broken arm",
        "he hit his head and is bleeding",
        "My student said he will jump from the fifth floor",
        "Guy with a gun outside",
        "We need an ambulance",
        "a pupil swallowed a coin and can't breathe",
        "there's been a stabbing",
        "A drunk man is trying to get into the school",
        "the toaster in the staff room caught fire",
        "I can smell something burning in the ceiling",
        "Water is pouring through the ceiling of 302",
        "one student didn't come back to the dorm",
        "I'm missing two children from my class",
        "A girl is locked in the toilet",
        "The rail on the stairs came off and a child nearly fell",
        "sulfuric acid splashed on a student's hand",
        "Pepper spray in the corridor, students are coughing",
        "Students are having a brawl behind the gym",
        "one kid hit another with a chair",
        "a kid was hit by a car at the gate",
        "teacher having chest pains",
        "someone is trying to break into the office",
        "bees nest in the tree by the playground, kids are being stung",
        "A man followed a girl to the dormitory",
        "Student is hanging from the window",
        "Bomb!",
    ],
)
def test_danger_of_the_second_batch_is_heard(words: str) -> None:
    assert reader().read(words).alarm


@pytest.mark.parametrize(
    "words",
    [
        "Can you help me with the projector?",
        "Thanks for your help!",
        "help",
        "How can I help?",
        "Please help me fix the printer",
        "I need help with my timetable",
        "The cookies were the bomb",
        "bath bomb workshop is on Thursday",
        "We shot a video in the hall",
        "photo shoot tomorrow at ten",
        "He is a sharp shooter in basketball",
        "I'll cut the paper myself",
        "She cut her hair",
        "the girls cut paper stars",
        "Chemistry lab lesson moved to Friday",
        "bring the chemical formula sheets",
        "Someone helped me already",
        "Dance break in the gym",
        "The fight song practice is at 3",
        "No bomb, it was a prank, all clear",
        "bomb drill next Tuesday",
        "The gunpowder chapter is on page 40",
        "I was stuck in traffic",
        "We had a great shot at goal",
        "I missed the bus",
        "The police officer's talk on safety is on Monday",
        "Please call me later",
        "The students ran out of paper",
        "kids are dying to see the film",
        "Class is on fire today, great results",
        "the fireworks for the festival",
        "Everything is fine now, thanks",
        "he killed it on stage",
        "my laptop battery died",
        "Students jump rope in the hall",
        "The children are lost in their books",
        "Could someone help with the copier?",
        "The fire drill went well",
        "We talked about drowning prevention in class",
        "I cut the cake",
        "Smoking is not allowed here, please put up a sign",
        "He is fighting a cold",
        "Can you call me an hour later",
        "I need help with my leave request",
        "the knife set for the cooking class arrived",
        "The kids painted the wall",
        "Lost my keys somewhere",
        "The students are missing their textbooks",
        "the police visited for the safety talk",
        "Can't find my student list",
        "gas bill for May",
        "New emergency contact list",
        "My dog ate the homework",
        "the gate opens at seven",
        "I'm burning a CD",
    ],
)
def test_everyday_english_alerts_nobody(words: str) -> None:
    assert not reader().read(words).alarm


@pytest.mark.parametrize(
    "words",
    [
        "there is a leak in the kitchen, canteen 1",
        "The air conditioner in A302 is not cooling",
        "Window won't close in the library",
        "No hot water in dorm 2",
        "My desk is wobbly",
        "The toilet on the third floor of Building B is clogged",
        "Lights flickering in the corridor",
        "the lock on my door is jammed",
        "there's no water in the bathroom",
        "water is dripping from the ceiling",
        "The heating isn’t working in my classroom",
        "could you please fix the blinds in B204",
        "the fan makes a strange noise",
        "a floor tile is loose near the entrance",
        "the fridge in the staff room has stopped working",
        "The smartboard doesn't turn on",
        "One of the basketball hoops is bent",
        "my key is stuck in the lock",
        "There is mould on the wall",
        "The power is out in room 305",
        "the shower in Building 1 has no water",
        "The whiteboard fell off the wall",
        "Leaking radiator in C203",
        "socket not working in the office",
        "the microphone is dead in the hall",
    ],
)
def test_what_is_broken_in_english_is_a_repair(words: str) -> None:
    reading = reader().read(words)
    assert (reading.is_repair, reading.alarm) == (True, False)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Building 3 room 201, the tap is leaking", "R3-201"),
        ("There's a fire in Building 3", "R3"),
        ("gas in canteen 1", "S1"),
        ("there is a leak in the kitchen, canteen 1", "S1-KIT"),
        ("The light in Building B, room 203 is broken", "B-203"),
        ("broken window in room 305 of Building A", "A-305"),
        ("Building A 305 the door is stuck", "A-305"),
        ("the tap in dormitory 2 room 204 leaks", "R2-204"),
        ("Dorm 1, 3rd floor: no water", "R1-F3"),
        ("Fire in the gym!", "F"),
        ("smoke in the library", "E"),
        ("a boy fainted on the playground", "TRK"),
        ("toilet blocked, second floor of Block C", "C-F2"),
        ("second canteen, the freezer is broken", "S2"),
        ("Canteen #2: gas smell", "S2"),
        ("girls' dorm room 305 the lamp is broken", "R2-305"),
        ("boys' dormitory 203 no power", "R1-203"),
        ("A303 light broken", "A-303"),
        ("the projector in the computer room does not work", "D-301"),
        ("intruder at the south gate", "M-S"),
        ("intruder at the north gate", "M-N"),
        ("the lift in building D is stuck", "D-EL"),
        ("leak in the boiler room", "G-BL"),
        ("Bldg. 3, flood on the first floor", "R3-F1"),
        ("chemistry lab: the sink is blocked", "D-202"),
        ("the kindergarten door is broken", "K"),
        ("Teaching building B, 4th floor men's toilet is blocked", "B-T4M"),
        ("fire on the third floor of Building A", "A-F3"),
        ("The light in the sick bay is broken", "O-101"),
        ("admin building room 307 heater broken", "O-307"),
        ("staff dormitory 202: shower broken", "R3-202"),
        ("No. 3 building, room 201, tap leaks", "R3-201"),
        ("building three, the front door is broken", "R3"),
        ("room 201 building 3 tap leaking", "R3-201"),
        ("Building 9 room 201, the tap is leaking", None),
        ("the tap leaks", None),
        ("I need building materials", None),
        ("Canteen one: freezer broken", "S1"),
    ],
)
def test_a_place_named_in_english_is_found(words: str, place: str | None) -> None:
    assert reader().read(words).place == place
