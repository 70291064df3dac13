"""What a colleague from abroad cries in English; a denial or a drill in English is part of its sign.

Texts are upper-case by then.
"""

from domain.reading.danger import Danger
from domain.reading.things import NO_REPAIR

_DENIED = r"(?<!NO )(?<!NOT )(?<!N'T )(?<!WITHOUT )(?<!ANY )(?<!NO MORE )"
_HARMLESS = (
    r"(?! ?(ALARM|DRILL|EXTINGUISHER|DOOR|EXIT|SAFETY|TRAINING|PREVENTION|AWARENESS|DETECTOR|PLACE|WORKS?\b|"
    r"ESCAPE PLAN|"
    r"STATION))"
)
_PUPIL = r"(CHILD(REN)?|STUDENTS?|PUPILS?|KIDS?|BOYS?|GIRLS?|GRADERS?|BOARDERS?|TODDLERS?)"
_WHO = rf"({_PUPIL}|TEACHERS?|COLLEAGUE|SOMEONE|SOMEBODY|HE|SHE|MAN|WOMAN|GUARD|COOK|CLEANER)"
_IS = r"('S|'VE| IS| ARE| WAS| WERE| HAS| HAVE| GOT| JUST| BEEN| BADLY| ALMOST| SUDDENLY)*"
_ONESELF = r"(HERSELF|HIMSELF|THEMSELVES|MYSELF)"
_WHOSE = r"(HIS|HER|THEIR|MY|A STUDENT'S)"
_LIMB = r"(ARMS?|LEGS?|WRISTS?|THROAT|VEINS?|HEAD|HANDS?|FOOT|FACE|NECK|ANKLE|NOSE)"
_ACID = (
    r"(CHEMICALS?|ACID|ALKALI|MERCURY|BLEACH|AMMONIA|CHLORINE|FORMALIN|FORMALDEHYDE|REAGENTS?|BROMINE|"
    r"SODIUM HYDROXIDE)"
)
_NEAR = r"[^.!?;。]"


def _cry(words: str) -> str:
    return rf"{_DENIED}\b({words})\b{_HARMLESS}"


IN_ENGLISH: tuple[Danger, ...] = (
    Danger(
        "fire",
        "消防设施",
        _cry(
            r"(?<!ON )FIRE|ON FIRE(?! TODAY)|SMOKE|SMOKING SOCKET|FLAMES?|BURNING SMELL|SMELL OF BURNING|"
            r"SOMETHING( IS)? BURNING|EXPLOSION|EXPLODED|"
            r"(IS|ARE|IT'S|THING) BURNING(?! HOT)"
        )
        + rf"|\bFIRE ALARM{_IS} (RINGING|GOING OFF|SOUNDING|WENT OFF|GONE OFF)",
    ),
    Danger(
        "gas",
        "食堂设备",
        _cry(
            r"GAS( IS)? (LEAK(ING|S)?|ESCAPING|HISSING)|SMELL(S|ING|ED|T)? (OF |LIKE |THE )?GAS|GAS SMELL|"
            r"LEAKING GAS|GAS (BOTTLE|CYLINDER|TANK|PIPE|HOSE)( IS|'S)? (HISSING|LEAKING|BROKEN)|"
            r"GAS IN (THE |MY )?(CANTEEN|KITCHEN|ROOM|BUILDING|DORM|CORRIDOR|LAB|CLASSROOM)|CARBON MONOXIDE"
        ),
    ),
    Danger(
        "electric",
        "电气照明",
        _cry(
            r"SPARKS?|SPARKING|ELECTRIC(AL)? SHOCKS?|"
            r"(LIVE|BARE|EXPOSED|HANGING|DANGLING) (ELECTRIC(AL)? )?(WIRES?|CABLES?)|"
            r"ELECTROCUTED|SHORT CIRCUIT|(GOT|GETTING|GETS|GAVE (ME|HIM|HER)) A SHOCK|"
            rf"(SOCKET|SWITCH|PLUG){_NEAR}{{0,12}}(MELTED|MELTING|SMOKING|BURNT)"
        ),
    ),
    Danger(
        "water",
        "水暖",
        _cry(
            r"BURST (WATER )?PIPE|PIPE (HAS )?BURST|FLOODING|FLOODED|FLOOD(?! ?LIGHT)|"
            r"WATER( IS|'S)? (GUSHING|POURING|SPRAYING|SHOOTING)"
        ),
    ),
    Danger(
        "injury",
        NO_REPAIR,
        _cry(
            r"UNCONSCIOUS|UNRESPONSIVE|FAINTED|PASSED OUT(?! (THE|SOME))|COLLAPSED ON THE|BLEEDING|"
            r"BROKEN (ARM|LEG|BONE|WRIST|ANKLE)|SEIZURE|CHOKING|NOT BREATHING|NO PULSE|CAN'?T BREATHE|DROWNING|"
            r"STOPPED BREATHING|(IS|'S)N'T BREATHING|"
            rf"{_WHO}{_IS} (HURT|INJURED|COLLAPSED|NOT RESPONDING|SCALDED|DYING|SHAKING ALL OVER)(?! TO SEE)|"
            rf"(CUT|CUTS|CUTTING|HURT|HURTING|BURNT|BURNED|SCALDED) {_ONESELF}|"
            rf"(CUT|CUTS|CUTTING|SLIT|SLASHED|BROKE|BURNT|BURNED|SCALDED) {_WHOSE} {_LIMB}|"
            rf"SELF[- ]?HARM(ING|ED|S)?|(KILL|KILLED|KILLING|HANG|HANGED|HUNG) {_ONESELF}|"
            r"SUICID(E|AL)(?! (PREVENTION|AWARENESS))|END (HIS|HER|THEIR) LIFE|WANTS? TO DIE|OVERDOSED?|"
            r"(TOOK|TAKEN|SWALLOWED|DRANK|ATE)( [A-Z]+){0,4} (PILLS|BLEACH|POISON|PESTICIDE|BATTERY)|"
            rf"{_PUPIL}{_NEAR}{{0,24}} (ON|OFF|OVER) THE ((EDGE OF THE )?ROOF|LEDGE|WINDOW ?SILL)|"
            r"JUMP(ED|ING|S)? (OFF|FROM|OUT OF) (THE |A |HER |HIS )?(ROOF|WINDOW|BUILDING|BALCONY|[A-Z0-9]+ FLOOR)|"
            r"(FELL|FALLEN|FALLING) (DOWN|OFF|FROM|OUT OF) (THE |A |HIS |HER )?"
            r"(STAIRS|STAIRCASE|STEPS|WINDOW|ROOF|BALCONY|TREE|LADDER|BUNK|TOP BUNK|[A-Z0-9]+ FLOOR)|"
            rf"{_WHO} CAN'?T MOVE|HEART ATTACK|HAVING A STROKE|HEAT ?STROKE|(ASTHMA|EPILEPTIC) (ATTACK|FIT)|"
            r"ALLERGIC REACTION|ANAPHYLA[A-Z]+|CONVULSIONS?|CONVULSING|HEAD INJURY|TURN(ING|ED) BLUE|LIPS ARE BLUE|"
            r"KNOCKED OUT(?! OF)|(HIT|RUN OVER|KNOCKED DOWN) BY A (CAR|BUS|BIKE|SCOOTER|TRUCK)|CHEST PAINS?|"
            rf"{_WHO}{_IS} HANGING (FROM|OUT OF) THE"
        ),
        bodily=True,
    ),
    Danger(
        "intruder",
        "安防门禁",
        _cry(
            r"INTRUDERS?|STRANGERS?|FIGHT(ING)?(?! (SONG|CLUB|FOR|AGAINST|SCENE|SPIRIT|GAME|A COLD|THE FLU))|"
            r"BRAWL(ING)?|"
            r"KNIFE(?! SET)|BREAKING IN|BROKE IN|TRYING TO (BREAK|GET) INTO|DRUNK (MAN|WOMAN|PERSON|PARENT|GUY)|"
            rf"HIT (ANOTHER|EACH OTHER|HIM|HER|ME) WITH|FOLLOW(ED|ING) (A|MY|THE) {_PUPIL}|"
            r"ACTIVE SHOOTER|SHOOTER (IN|AT|ON) (THE|MY|OUR|A|SCHOOL|BUILDING|CAMPUS)|GUN ?SHOTS?|GUNFIRE|GUNM[AE]N|"
            r"(HAS|WITH|CARRYING|HOLDING|PULLED( OUT)?|BROUGHT) A (HAND)?GUN|PISTOL|MACHETE|SHOTS FIRED|(IS|ARE|"
            r"'S) SHOOTING AT|STABBED|STABBING|"
            r"(SUSPICIOUS|STRANGE|UNKNOWN) (PACKAGE|BAG|PERSON|MAN|MEN|WOMAN|CAR|VAN|OBJECT|PEOPLE|GUY)|"
            rf"THREATEN(ING|ED|S)? (TO|ME|MY|A|THE|HIM|HER|US|OUR|{_PUPIL})|"
            rf"(BEAT|BEATS|BEATING|BEATEN) (UP|HIM|HER|ME|EACH OTHER)|"
            rf"(PUNCH|KICK|HITT|ATTACK|STRANGL)(ING|ED) (EACH|HIM|HER|A|MY|ME|ANOTHER|OUR|US|{_PUPIL})(?! BALL)|"
            r"(BEING|GETTING) (BULLIED|ATTACKED|BEATEN|FOLLOWED|HARASSED)|(IS|ARE) BULLYING|KIDNAPP(ED|ING)|"
            r"ABDUCTED|HOSTAGES?|ROBBED|MOLESTED|CLIMB(ED|ING|S)? OVER THE (WALL|FENCE|GATE)"
        ),
        bodily=True,
    ),
    Danger(
        "child",
        NO_REPAIR,
        _cry(
            rf"{_PUPIL}{_IS} (MISSING(?! (THE|THEIR|HIS|HER|A|OUT|CLASS|SCHOOL|LESSONS?|HOME)\b)|DISAPPEARED|"
            rf"VANISHED|GONE MISSING|"
            r"LOST(?! (IN|THEIR|HIS|HER|THE|A|MY)))|"
            rf"MISSING {_PUPIL}|WENT MISSING|"
            rf"MISSING (ONE|TWO|THREE|FOUR|A|\d) {_PUPIL}|{_PUPIL} (DID|HAS|HAVE|WAS)(N'T| NOT) (COME|RETURNED|BACK)|"
            r"(CAN'?T|CANNOT|COULDN'?T) FIND (A|ONE|MY|THE|TWO|OUR)( OF)?( MY| THE| OUR)?"
            rf"( [A-Z]+)? ?{_PUPIL}(?!'| [A-Z]*(LIST|CARD|BOOK|ID|WORK|FILE))|LOST A (LITTLE |SMALL )?{_PUPIL}(?!')|"
            rf"{_PUPIL}{_IS} (RAN AWAY|RUN AWAY|WANDERED (OFF|OUT|AWAY)|"
            r"(WALKED|RAN|SNEAKED|WENT) OUT OF THE (GATE|SCHOOL))|"
            rf"{_PUPIL}{_IS} (LOCKED|TRAPPED) IN(SIDE)?(?! (THE |A )?(LIFT|ELEVATOR))"
        ),
        bodily=True,
    ),
    Danger("lift", "电梯", _cry(r"(STUCK|TRAPPED|LOCKED) IN(SIDE)? (THE |A |OUR )?(LIFT|ELEVATOR)"), bodily=True),
    Danger(
        "food",
        "食堂设备",
        _cry(
            r"FOOD POISONING|(SEVERAL|MANY|HALF|TWO|THREE|FOUR|FIVE|A FEW|LOTS OF|ALL|\d+) "
            rf"{_NEAR}{{0,24}}(VOMITING|VOMITED|THROWING UP|THREW UP|DIARRH?O?EA)"
        ),
        bodily=True,
    ),
    Danger("illness", NO_REPAIR, _cry(r"VOMITING|VOMITED|THROWING UP|THREW UP"), bodily=True),
    Danger(
        "structure",
        "土建屋面",
        _cry(
            rf"(RAIL|RAILING|HANDRAIL|BANISTER){_NEAR}{{0,20}} (CAME OFF|BROKE OFF)|(CEILING|ROOF|WALL|PLASTER|"
            rf"BALCONY|RAILING){_NEAR}{{0,12}} (COLLAPS(ED|ING)|FELL (DOWN|IN|ON)|CAME DOWN|"
            r"CAVED IN|ABOUT TO FALL)|(WINDOW|GLASS|TILES?|LAMP|FAN|TREE|GOALPOST|BRANCH)"
            rf"{_NEAR}{{0,12}} (FELL|ABOUT TO FALL){_NEAR}{{0,12}} {_PUPIL}|FELL ON (A |THE |MY )?{_PUPIL}"
        ),
    ),
    Danger(
        "gate",
        "安防门禁",
        _cry(
            rf"GATE{_NEAR}{{0,12}} (WIDE OPEN|UNATTENDED|UNGUARDED)|"
            rf"GATE{_NEAR}{{0,12}} (OPEN|UNLOCKED){_NEAR}{{0,20}} (NOBODY|NO ONE|NO-ONE|NO GUARD)|"
            r"(NOBODY|NO ONE|NO-ONE|NO GUARD)( IS)? AT THE ([A-Z]+ )?GATE"
        ),
    ),
    Danger(
        "animal",
        "绿化环卫",
        _cry(
            r"(DOG|SNAKE|CAT|MONKEY|RAT)( HAS| JUST)* (BIT|BITTEN)|BITTEN BY|BEING STUNG|"
            r"(IS|'S|SAW|FOUND) A (BIG |VENOMOUS )?SNAKE|"
            r"(WASPS?'?|HORNETS?'?|BEES?'?) NEST|SWARM OF|STRAY DOGS?"
        ),
    ),
    Danger(
        "chemical",
        NO_REPAIR,
        _cry(
            rf"{_ACID}( [A-Z]+){{0,2}} (SPILL(ED|S|AGE|ING)?|SPILT|LEAK(ED|ING|S|AGE)?|SPLASH(ED|ES)?|EVERYWHERE)|"
            rf"(SPILL(ED|S|ING|AGE)?|SPILT|SPLASHED)( [A-Z]+){{0,4}} {_ACID}|"
            rf"{_ACID} (IN|ON|INTO|ONTO) (HIS|HER|MY|THEIR|THE) (EYES?|SKIN|FACE|HANDS?|ARMS?)|"
            rf"PEPPER SPRAY|TOXIC (FUMES|GAS|SMOKE)|SMELL(S)? (OF |LIKE )?{_ACID}"
        ),
        bodily=True,
    ),
    Danger(
        "escape",
        "消防设施",
        rf"\b(EMERGENCY|FIRE) (EXIT|DOOR)S?{_IS}( LOCKED| BLOCKED| CHAINED| CAN'?T BE OPENED| WON'?T OPEN)\b",
    ),
    Danger(
        "help",
        NO_REPAIR,
        _cry(
            r"BOMB THREAT|BOMBS? (IN|INSIDE|UNDER|ON|AT) (THE|MY|A|OUR|ROOM|BUILDING|SCHOOL)|EXPLOSIVES|(NEED|"
            r"SEND) AN AMBULANCE|"
            r"(THERE IS|THERE'S|HAS|HAVE|FOUND|PLANTED|LEFT|CARRYING) (A |ANOTHER )?BOMB|"
            r"CALL(ED|ING)? (AN |THE |FOR AN )?"
            r"(AMBULANCE|POLICE(?! (OFFICER|STATION))|FIRE BRIGADE|FIRE DEPARTMENT|110|119|120)|"
            r"(THIS IS|IT'S|THERE IS|THERE'S|WE HAVE) AN EMERGENCY(?! (LIGHT|EXIT|CONTACT|MEETING|NUMBER))"
        )
        + r"|^(PLEASE )?HELP([ ,!]+(ME|US|PLEASE|HELP))* ?!+$|^(BOMB|SOS|EMERGENCY)\b[ !.]*$|"
        r"(?<!CAN )(?<!COULD )(?<!IF )\b(SOMEONE|SOMEBODY|ANYONE|ANYBODY)( PLEASE)? HELP( ME| US)?( PLEASE)?[ !.]*$|"
        r"\bNEED HELP (URGENTLY|NOW|IMMEDIATELY|FAST|RIGHT NOW|RIGHT AWAY)[ !.]*$",
        bodily=True,
    ),
)
"""Signs that cry; one of each is enough."""
