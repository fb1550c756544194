"""The sample company: its units, who works there by numbers, and what the jobs are called."""

from dataclasses import dataclass
from datetime import date

NAME = "云川供电服务中心"
YEAR = 2026
TODAY = date(2026, 11, 23)
NOTE = "样例数据，人物与单位均为虚构"


@dataclass(frozen=True)
class Unit:
    """A unit people are placed in.

    ``people`` counts everybody in it, ``managers``, ``outsourced`` and ``agency`` those among them; ``women`` is
    the share of women, ``line`` the share of front-line posts among those who are no managers.
    """

    path: str
    people: int
    managers: int
    outsourced: int
    agency: int
    women: float
    line: float
    posts: tuple[str, ...]
    lead: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def department(self) -> str:
        """The department's name, right below the company."""
        return self.path.split("/")[1]

    @property
    def by_contractor(self) -> bool:
        """Whether the unit is a contractor's team (众包·…)."""
        return self.name.startswith("众包")


def _unit(path: str, numbers: str, women: int, line: int, posts: str, lead: str) -> Unit:
    people, managers, outsourced, agency = map(int, numbers.split())
    full = f"{NAME}/{path}"
    return Unit(full, people, managers, outsourced, agency, women / 100, line / 100, tuple(posts.split()), lead)


# Path, "people managers outsourced agency", women %, front line %, posts, post of a manager.
UNITS = (
    _unit("综合与党群部", "12 12 0 0", 34, 0, "专责", "主任"),
    _unit("综合与党群部/办公与值班组", "18 2 2 3", 50, 0, "文秘专责 值班员 档案员", "综合主管"),
    _unit("综合与党群部/党建与宣传组", "16 2 0 1", 56, 0, "党建专责 宣传专责 工会干事", "党建主管"),
    _unit("综合与党群部/人力与培训组", "17 2 0 1", 60, 0, "人资专责 培训专责 薪酬专责", "人资主管"),
    _unit("综合与党群部/财务与物资组", "21 2 1 2", 62, 0, "会计 出纳 物资专责 仓储员", "财务主管"),
    _unit("客户服务部", "9 9 0 0", 56, 0, "专责", "主任"),
    _unit("客户服务部/客户服务一班", "48 2 7 8", 76, 96, "客服坐席 质检员 工单处理员", "值班经理"),
    _unit("客户服务部/客户服务二班", "46 2 7 8", 76, 96, "客服坐席 质检员 工单处理员", "值班经理"),
    _unit("客户服务部/客户服务三班", "45 2 6 7", 76, 96, "客服坐席 质检员 工单处理员", "值班经理"),
    _unit("客户服务部/众包·外呼坐席组", "64 2 46 18", 78, 97, "外呼坐席 外呼坐席 质检员", "现场主管"),
    _unit("客户服务部/众包·在线客服组", "38 1 31 7", 74, 97, "在线客服 在线客服 知识库专员", "现场主管"),
    _unit("营业管理部", "10 10 0 0", 48, 0, "专责", "主任"),
    _unit("营业管理部/城东供电营业厅", "52 2 9 8", 70, 94, "综合柜员 大堂引导 业扩专员", "营业厅经理"),
    _unit("营业管理部/城西供电营业厅", "48 2 8 8", 70, 94, "综合柜员 大堂引导 业扩专员", "营业厅经理"),
    _unit("营业管理部/城南供电营业厅", "40 2 7 6", 70, 94, "综合柜员 大堂引导 业扩专员", "营业厅经理"),
    _unit("营业管理部/营销稽查班", "22 1 1 2", 46, 20, "稽查专责 数据稽核员", "稽查主管"),
    _unit("营业管理部/电费核算班", "24 1 1 3", 74, 10, "核算员 账务专责", "核算主管"),
    _unit("计量部", "7 7 0 0", 28, 0, "专责", "主任"),
    _unit("计量部/装表接电班", "56 2 7 8", 10, 97, "装表接电工 装表接电工 资料员", "计量主管"),
    _unit("计量部/计量检定班", "50 2 4 6", 44, 88, "检定员 检定员 库房管理员", "计量主管"),
    _unit("计量部/众包·抄表服务组", "46 1 44 2", 30, 96, "抄表员 采集运维员", "现场主管"),
    _unit("配网运维部", "9 9 0 0", 12, 0, "专责", "主任"),
    _unit("配网运维部/配网抢修一班", "40 2 6 6", 7, 97, "抢修工 抢修工 抢修驾驶员", "抢修主管"),
    _unit("配网运维部/配网抢修二班", "38 2 6 6", 7, 97, "抢修工 抢修工 抢修驾驶员", "抢修主管"),
    _unit("配网运维部/配网运检班", "42 2 4 6", 12, 97, "运检工 巡检员 资料员", "运检主管"),
    _unit("配网运维部/带电作业班", "24 2 0 2", 0, 97, "带电作业工 绝缘斗臂车操作工", "作业主管"),
    _unit("配网运维部/众包·配网施工组", "58 2 50 8", 8, 97, "施工员 安装工 材料员", "现场主管"),
    _unit("调度控制部", "6 6 0 0", 20, 0, "专责", "主任"),
    _unit("调度控制部/调度监控班", "26 2 0 2", 26, 90, "调度员 监控员", "当值调度长"),
    _unit("调度控制部/自动化班", "18 2 0 2", 24, 10, "自动化运维员 网络安全员", "自动化主管"),
    _unit("数字化部", "42 5 4 5", 38, 0, "系统运维员 数据分析员 终端运维员", "数字化主管"),
    _unit("安全监察部", "24 4 0 2", 16, 20, "安全督查员 应急专责", "安监主管"),
    _unit("乡镇供电部", "6 6 0 0", 17, 0, "专责", "主任"),
    _unit("乡镇供电部/青溪供电所", "34 2 3 5", 24, 96, "台区经理 台区经理 综合柜员", "所长"),
    _unit("乡镇供电部/石桥供电所", "32 2 3 5", 24, 96, "台区经理 台区经理 综合柜员", "所长"),
    _unit("乡镇供电部/云岭供电所", "30 2 3 4", 24, 96, "台区经理 台区经理 综合柜员", "所长"),
    _unit("众包后勤服务部", "4 4 2 0", 40, 0, "专责", "主任"),
    _unit("众包后勤服务部/众包·车辆驾驶组", "32 1 31 1", 3, 0, "驾驶员 调度员", "现场主管"),
    _unit("众包后勤服务部/众包·物业服务组", "46 1 44 2", 58, 0, "保洁员 保安员 维修工 食堂服务员", "现场主管"),
)
