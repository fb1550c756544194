"""People the sample tells stories about: where they are, since when, and how the judges see them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Featured:
    """A person with a fixed name. ``merit`` is the judges' view of a nominee, None for one who is not nominated."""

    number: str
    name: str
    woman: bool
    unit: str
    employment: str
    hired: str
    born: str
    post: str = ""
    manager: bool = False
    merit: float | None = None


FEATURED = (
    Featured("YC-2017-1076", "林婉清", True, "众包·外呼坐席组", "agency", "2017-04-13", "1993-09-02", merit=96.4),
    Featured("YC-2014-1037", "欧阳䶮", False, "客户服务一班", "own", "2014-01-10", "1990-05-21", merit=95.6),
    Featured("YC-2022-1141", "古丽娜尔·吾买尔", True, "城东供电营业厅", "own", "2022-01-18", "1998-11-06", merit=95.1),
    Featured("YC-2015-1050", "陈𬭎", False, "客户服务三班", "own", "2015-02-11", "1991-03-17", merit=94.6),
    Featured("YC-2018-1089", "司徒雅澜", True, "客户服务三班", "own", "2018-05-14", "1994-12-25", merit=94.2),
    Featured(
        "YC-2019-1102", "周建国", False, "计量检定班", "own", "2019-06-15", "1978-02-08", manager=True, merit=95.8,
    ),
    Featured(
        "YC-2009-1033", "赵启明", False, "城南供电营业厅", "own", "2009-07-01", "1983-10-30", manager=True, merit=89.2,
    ),
    Featured(
        "YC-2016-1063", "买买提江·阿不都热西提", False, "众包·外呼坐席组", "outsourced", "2016-03-12", "1992-07-19",
        post="质检员", merit=94.8,
    ),
    Featured("YC-2015-1167", "诸葛晓棠", True, "城西供电营业厅", "own", "2015-03-11", "1989-08-14", merit=93.9),
    Featured("YC-2020-1115", "尉迟敬安", False, "配网抢修一班", "own", "2020-07-16", "1996-01-03", merit=93.5),
    Featured("YC-2021-1128", "王㛃", True, "客户服务二班", "own", "2021-08-17", "1999-04-28", merit=93.1),
    Featured("YC-2014-1154", "韩雪松", False, "装表接电班", "own", "2014-02-10", "1988-06-09", merit=92.7),
    Featured(
        "YC-2018-1206", "上官文斐", True, "党建与宣传组", "own", "2018-06-14", "1986-03-05", manager=True, merit=93.0
    ),
    Featured("YC-2012-1041", "孙立勤", False, "营销稽查班", "own", "2012-08-01", "1985-12-11", merit=93.3),
    Featured("YC-2021-1245", "唐若溪", True, "客户服务二班", "own", "2021-01-17", "1997-10-20", merit=91.2),
    Featured("YC-2017-1193", "邓嘉禾", True, "众包·外呼坐席组", "outsourced", "2017-05-13", "1995-02-27", merit=90.3),
    # Namesakes in different units, as every large list has them.
    Featured("YC-2013-0871", "王静", True, "客户服务一班", "own", "2013-07-08", "1990-01-15"),
    Featured("YC-2021-1190", "王静", True, "计量检定班", "own", "2021-07-05", "1998-06-23"),
    Featured("YC-2008-0412", "张磊", False, "配网抢修二班", "own", "2008-07-01", "1985-04-04"),
    Featured("YC-2023-1318", "张磊", False, "众包·配网施工组", "outsourced", "2023-03-20", "1994-11-12"),
    Featured("YC-2011-0655", "刘敏", True, "电费核算班", "own", "2011-07-11", "1987-09-09"),
    Featured("YC-2019-1277", "刘敏", True, "众包·在线客服组", "outsourced", "2019-10-08", "1996-03-31"),
    Featured("YC-2016-0733", "陈晨", False, "自动化班", "own", "2016-07-04", "1993-05-18"),
    Featured("YC-2022-1209", "陈晨", True, "青溪供电所", "own", "2022-07-11", "1999-12-02"),
    Featured("YC-2005-0208", "李明", False, "带电作业班", "own", "2005-08-01", "1982-02-14"),
    Featured("YC-2020-1166", "李明", False, "众包·车辆驾驶组", "outsourced", "2020-04-13", "1986-07-27"),
)  # fmt: skip
