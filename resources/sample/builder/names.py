"""Plausible Chinese names from tables; those of the featured people are given, the rest is drawn."""

from collections.abc import Iterator
from random import Random

_SURNAMES = (
    (
        "王王王王李李李李张张张张刘刘刘陈陈陈杨杨杨赵赵黄黄周周吴吴徐徐孙孙胡胡朱朱高高林林何何郭郭马马罗罗"
        "梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金"
        "陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章"
        "鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴"
        "席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边仇缪"
    )
    .replace("沿", "")
    .replace("薄", "")
)
_COMPOUND = (
    "欧阳",
    "司徒",
    "上官",
    "诸葛",
    "尉迟",
    "慕容",
    "皇甫",
    "司马",
    "令狐",
    "端木",
    "东方",
    "公孙",
    "钟离",
    "呼延",
)

_MALE_FIRST = "志建文俊嘉子明海家宏少景启承逸泽瑞锦学兆正维世远敬砚崇禹书"
_MALE_SECOND = "强平辉林斌涛宁松源航轩阳凡恒琛煜淇勤信谦岩森川淳尧舟衡屿朗"
_FEMALE_FIRST = "雅雨静慧秀玉婉佳梦欣诗若芷淑春月彩凤海嘉书语沁亦忆念映采舒"
_FEMALE_SECOND = "琳婷雯怡芳娟敏洁莹蕾琪瑶岚妍英珍兰宁晴欢薇宜萱禾棠菀溪茵蓉黛"
_MALE_SINGLE = "磊鹏斌晨恺峻旻珩煦骁岳砺桓杉骞昱铮渊"
_FEMALE_SINGLE = "倩婷琳瑾昕钰祎菡薇玥蔓芮妤绮岑蕙晗潆"

# Names of other peoples as they stand in registers: parts joined by a middle dot, or without one.
_MINORITY_MALE = (
    "艾力·买买提", "努尔兰·叶尔肯", "巴合提·哈力木", "阿卜杜拉·玉素甫", "吐尔逊·卡德尔", "沙拉木·依布拉音",
    "扎西顿珠", "洛桑平措", "巴雅尔图", "朝鲁门", "木合塔尔·艾比布拉",
)  # fmt: skip
_MINORITY_FEMALE = (
    "阿依古丽·托合提", "热孜万·阿布都", "帕提曼·吐尔洪", "阿曼古丽·肉孜", "次仁央宗", "格桑曲珍", "其木格",
    "乌云塔娜", "茹仙古丽·阿不都拉", "迪丽努尔·艾合买提",
)  # fmt: skip
# Characters beyond the everyday fonts, for the same reason that real lists have them.
_RARE = (
    ("李䶮", False), ("周㛃", True), ("何𬭎", False), ("欧阳𬍛", False), ("郑𫖯", False), ("曹堃", False),
    ("朱珺玥", True), ("马骉", False), ("许劼", False), ("贺赟", False),
)  # fmt: skip


def drawn_names(random: Random, taken: set[str]) -> dict[bool, Iterator[str]]:
    """Endless distinct names, for women under True and for men under False; none of ``taken``."""
    special: dict[bool, list[str]] = {
        True: [*_MINORITY_FEMALE, *(name for name, woman in _RARE if woman)],
        False: [*_MINORITY_MALE, *(name for name, woman in _RARE if not woman)],
    }
    for names in special.values():
        random.shuffle(names)
    return {woman: _names(random, woman, special[woman], taken) for woman in (True, False)}


def _names(random: Random, woman: bool, special: list[str], taken: set[str]) -> Iterator[str]:
    first, second, single = (
        (_FEMALE_FIRST, _FEMALE_SECOND, _FEMALE_SINGLE) if woman else (_MALE_FIRST, _MALE_SECOND, _MALE_SINGLE)
    )
    while True:
        if special and random.random() < 0.06:
            name = special.pop()
        else:
            surname = random.choice(_COMPOUND) if random.random() < 0.02 else random.choice(_SURNAMES)
            short = random.random() < 0.16
            given = random.choice(single) if short else random.choice(first) + random.choice(second)
            name = surname + given
        if name not in taken:
            taken.add(name)
            yield name
