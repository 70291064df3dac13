"""Half an hour of a school morning, as data: at which second, who, does what.

Verbs: `says` words, `sends` a photo (sample, caption), `sends_album` (samples, caption), `speaks` a voice note, `taps`
the newest button whose label begins so, under a message with those words, `taps_twice` the same in one breath,
`sends_poster` a photo of what hangs at a place,
`answers` taps under a question that came after what the person did last, `reads` waits until some message says that.
A person written "P13|P35" is whoever of them sees the button; "P13+P35" are both at once.

The table is made so that its end does not depend on who is served first: each trade has one hand who can be reached,
and nothing happens within a minute and a half of what the clock does by itself (an alarm's second call, five minutes).
"""

from dataclasses import dataclass

from tests.kills.duties import DUTY_STEPS

CAST = ("P53", "P54", "P55", "P58", "P13", "P15", "P16", "P35", "P03", "P100", "P22", "P23", "P84", "P83", "NM")
"""Four teachers, the electrician (who leads the repairs), plumber, carpenter, canteen, head of logistics, clerk; two
guards, two who share a staff room, and the phone of the south gate."""
POSTS = ("NM",)
STRANGER = "S99"
SLACK = 45
"""School seconds that somebody may be served late before the clock waits for the bot."""
LASTS = 1800


@dataclass(frozen=True, slots=True)
class Step:
    second: int
    person: str
    verb: str
    what: tuple[str, ...]

    @property
    def people(self) -> list[str]:
        return self.person.replace("+", "|").split("|")

    def __str__(self) -> str:
        return f"{self.second:>5} {self.person} {self.verb} {' | '.join(self.what)}"


def invitation_of(person: str) -> str:
    return f"invitation-for-{person}-of-the-school"


def _steps(*rows: tuple[object, ...]) -> tuple[Step, ...]:
    return tuple(Step(int(str(row[0])), str(row[1]), str(row[2]), tuple(map(str, row[3:]))) for row in rows)


HALF_HOUR: tuple[Step, ...] = (
    *(Step(number, person, "says", (f"/start {invitation_of(person)}",)) for number, person in enumerate(CAST)),
    *(Step(number + 10, person, "reads", ("有事拍张照",)) for number, person in enumerate(CAST) if person not in POSTS),
    *_steps(
        *DUTY_STEPS,
        # A sentence, a photo with a caption, an album and a voice note; each needs one tap or a little more.
        (60, "P53", "says", "3号楼201水管漏水"),
        (63, "P54", "sends", "broken-lamp", "教学楼A203的灯不亮了"),
        (66, "P58", "sends_album", "broken-window,locked-gate,corridor-blocked", "B楼301门锁坏了"),
        (69, "P55", "speaks"),
        (72, STRANGER, "says", "你们这里是学校吗"),
        (80, "P53", "taps", "对,报上", "3号教工宿舍楼-201"),
        (84, "P54", "taps_twice", "对,报上", "灯不亮"),
        (88, "P55", "says", "图书馆阅览区"),
        (92, "P58", "taps", "对,报上", "门锁"),
        (98, "P55", "answers", "家具木工", "哪一类"),
        (100, "P55", "taps", "对,报上", "图书馆"),
        (104, "P53", "reads", "田大勇"),
        (110, "P15", "taps", "接单", "3号教工宿舍楼-201"),
        (115, "P13", "taps", "接单", "灯不亮"),
        (120, "P16", "taps", "接单", "门锁"),
        (124, "P16", "taps", "接单", "图书馆"),
        (140, "P15", "taps", "到了", "3号教工宿舍楼-201"),
        (160, "P13", "taps", "修好,拍照", "灯不亮"),
        (165, "P13", "sends", "lamp-repaired", ""),
        (170, "P15", "taps", "修好,拍照", "3号教工宿舍楼-201"),
        (175, "P15", "sends", "tap-repaired", ""),
        (180, "P16", "taps", "修不了", "门锁"),
        (184, "P16", "answers", "缺配件", "为什么修不了"),
        (200, "P53", "taps", "好了,谢谢", "3号教工宿舍楼-201"),
        (204, "P54", "taps", "还不行", "好用吗"),
        (208, "P54", "says", "亮了一会儿又灭了"),
        (215, "P100", "taps", "派人", "门锁"),
        (222, "P100", "answers", "罗全有", "派给谁"),
        (230, "P13", "taps", "接单", "请再看一次"),
        (245, "P53", "reads", "谢谢田大勇"),
        (248, "P15", "reads", "好用,谢谢您"),
        (255, "P13", "taps", "修好,拍照", "灯不亮"),
        (262, "P13", "answers", "拍不了", "拍一张给报修人看"),
        # A kill may leave a copy of the first question that nobody can edit any more: this answers the second one.
        (270, "P54", "answers", "好了,谢谢", "好用吗"),
        (275, "P16", "taps", "接单", "门锁"),
        (280, "P16", "taps", "修好,拍照", "门锁"),
        (286, "P16", "sends_album", "open-gate,tidy-room", ""),
        (300, "P58", "taps", "好了,谢谢", "门锁"),
        # Somebody changes their mind in the middle of a form, somebody says nothing in particular.
        (310, "P55", "says", "二楼男厕水龙头关不上"),
        (318, "P55", "says", "/reset"),
        (325, "P55", "reads", "从头来"),
        (330, "P53", "says", "今天的会改到下午"),
        (336, "P53", "answers", "只留底", "改到下午"),
        (340, "P53", "says", "📋 我的事"),
        (345, "P15", "says", "🧰 我的单"),
        # A report, one thing more about it, and it is taken back.
        (360, "P54", "says", "高二(2)班投影仪打不开"),
        (368, "P54", "taps", "对,报上", "投影仪"),
        (380, "P54", "taps", "补一句", "投影仪"),
        (388, "P54", "says", "下午第三节要用"),
        (400, "P13", "reads", "下午第三节要用"),
        (410, "P54", "taps", "撤回", "投影仪"),
        (420, "P13", "reads", "不用去了"),
        # A photo without a word, and another photo while its form is open.
        (430, "P53", "sends", "loose-socket", ""),
        (438, "P53", "answers", "报修", "收到照片"),
        (446, "P53", "says", "行政楼3层会议室插座松了"),
        (452, "P53", "sends", "loose-socket", ""),
        (460, "P53", "answers", "加到这件", "是这件的"),
        (468, "P53", "taps", "对,报上", "插座"),
        (480, "P13", "taps", "接单", "插座"),
        (490, "P16", "taps", "修好,拍照", "图书馆"),
        (495, "P16", "sends", "tidy-room", "换了一条腿"),
        (510, "P55", "taps", "好了,谢谢", "图书馆"),
        # Gas: everybody hears, one knows, nobody goes; after five minutes they are called again; two go at once.
        (600, "P58", "says", "一食堂有煤气味!"),
        (612, "P35", "reads", "一食堂"),
        (615, "P03", "reads", "一食堂"),
        (620, "P58", "sends", "gas-stove", ""),
        (640, "P03", "taps", "知道了", "一食堂"),
        (660, "P13", "taps", "修好,拍照", "插座"),
        (668, "P13", "sends", "lamp-repaired", ""),
        (690, "P53", "taps", "好了,谢谢", "插座"),
        (700, "P55", "says", "2号宿舍楼-5层洗漱间水龙头滴水"),
        (708, "P55", "taps", "更急", "滴水"),
        (716, "P55", "taps_twice", "对,报上", "滴水"),
        (730, "P15", "taps", "接单", "滴水"),
        (745, "P15", "taps", "到了", "滴水"),
        (760, "P15", "taps", "修好,拍照", "滴水"),
        (768, "P15", "sends_album", "tap-repaired,water-on-floor,tap-repaired", "垫片换了"),
        (790, "P55", "taps", "好了,谢谢", "滴水"),
        (960, "P35", "reads", "还没有人去!"),
        (1000, "P13+P35", "taps", "🏃 我去", "还没有人去!"),
        (1020, "P58", "reads", "正在过去"),
        (1060, "P13|P35", "taps", "到了", "一食堂"),
        (1080, "P13|P35", "taps", "要人帮", "一食堂"),
        (1100, "P03", "reads", "要人帮"),
        (1140, "P13|P35", "taps", "✅ 已处理好", "一食堂"),
        (1160, "P58", "reads", "已处理好"),
        (1180, "P13|P35", "taps", "还要修,转报修", "一食堂"),
        # The last ten minutes: everybody at once.
        (1300, "P53", "says", "A楼3层女厕马桶堵了"),
        (1300, "P54", "sends", "water-on-floor", "教学楼A2层开水间水龙头漏水"),
        (1300, "P55", "says", "图书馆阅览区桌子腿断了"),
        (1300, "P58", "sends_album", "broken-lamp,broken-lamp,loose-socket", "B楼301的灯不亮了"),
        (1310, "P53", "taps", "对,报上", "马桶"),
        (1310, "P54", "taps", "对,报上", "开水间"),
        (1310, "P55", "taps", "对,报上", "桌子"),
        (1310, "P58", "taps", "对,报上", "灯不亮"),
        (1330, "P15", "taps", "接单", "马桶"),
        (1332, "P16", "taps", "接单", "桌子"),
        (1334, "P13", "taps", "接单", "教学楼B"),
        (1336, "P15", "taps", "接单", "开水间"),
        (1350, "P15", "taps", "修好,拍照", "马桶"),
        (1355, "P15", "sends", "tidy-room", ""),
        (1360, "P16", "taps", "修好,拍照", "桌子"),
        (1365, "P16", "answers", "算了", "拍一张"),
        (1370, "P13", "taps", "修好,拍照", "教学楼B"),
        (1375, "P13", "sends", "lamp-repaired", ""),
        (1390, "P15", "taps", "修好,拍照", "开水间"),
        (1395, "P15", "sends", "tap-repaired", "拖干了"),
        (1400, "P53", "taps_twice", "好了,谢谢", "马桶"),
        (1405, "P58", "taps", "好了,谢谢", "好用吗"),
        (1410, "P54", "taps", "好了,谢谢", "开水间"),
        (1420, "P16", "taps", "修好,拍照", "桌子"),
        (1425, "P16", "speaks"),
        (1432, "P16", "reads", "请拍一张照片"),
        (1436, "P16", "sends", "tidy-room", ""),
        (1450, "P55", "taps", "好了,谢谢", "桌子"),
        (1460, "P53", "says", "/help"),
        (1470, "P03", "says", "📋 我的事"),
        (1500, "P100", "says", "✋ 待派"),
        (LASTS, "P35", "says", "🙋 帮助"),
    ),
)
