"""Whether a text looks like a person's name: a surname first, and as long as names are.

The surnames are the single ones of 百家姓 and the common ones it lacks. Only for suggesting what a column holds: a
name may be anything, and none is refused for what stands here.
"""

import re

from culture_desktop.rules.names import COMPOUND_SURNAMES, normalise

_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙"
    "池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰"
    "巢关蒯相查后荆红游竺权逯盖益桓公肖覃代付岳闫兰岩迟尧操佟邸苑原刑税揭但区冼洗帅晋楚商牟佘仉鹿来卿占涂仝亓甯谌缑"
    "啜敬宝官练辜植粟禤蓝莉岂仡郭丛辉麦候初丘苟镇由战青补海洛撒折母奉邝蹇锁修展雒衣门阳承鄢牙位荐才"
)
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_OF_SEVERAL_PARTS = re.compile("[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+")


def is_likely_name(text: str) -> bool:
    """Whether this looks like the name of a person: two to four characters behind a surname, or parts with ``·``."""
    name = normalise(text)
    if _OF_SEVERAL_PARTS.fullmatch(name):
        return True
    if not _HAN.fullmatch(name) or not 2 <= len(name) <= 4:
        return False
    return (len(name) <= 3 and name[0] in _SINGLE) or name[:2] in COMPOUND_SURNAMES
