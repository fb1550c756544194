"""What tables and their columns are called in the history.

A column without a title is not shown. ``LEFT_OUT`` names those on purpose, so that a new one is not forgotten.
"""

from collections.abc import Mapping

from culture_desktop.services.history.activity_titles import ACTIVITY_TABLES
from culture_desktop.services.history.table_words import TableWords

TABLES: Mapping[str, TableWords] = {
    **ACTIVITY_TABLES,
    "person": TableWords(
        "人员",
        ("name",),
        {
            "number": "工号",
            "name": "姓名",
            "sex": "性别",
            "birth_date": "出生日期",
            "resident_id": "身份证号",
            "phone": "电话",
            "unit_id": "单位",
            "position": "岗位",
            "employment": "用工性质",
            "front_line": "一线",
            "manager": "干部",
            "political_status": "政治面貌",
            "hire_date": "入职日期",
            "status": "状态",
            "extra": "其他",
            "unit_since": "到本单位日期",
            "left_on": "离职日期",
            "contract_ends": "合同到期",
        },
    ),
    "organisation": TableWords("组织", ("full_name",), {"name": "名称", "kind": "类别", "parent_id": "上级"}),
    "brand": TableWords("党建品牌", ("name",), {"name": "名称", "slogan": "口号", "owner_id": "所属组织"}),
    "membership": TableWords(
        "组织关系",
        ("person_id", "organisation_id"),
        {"person_id": "人员", "organisation_id": "组织", "role": "职务", "starts": "开始", "ends": "结束"},
    ),
    "campaign": TableWords(
        "评选",
        ("title",),
        {
            "code": "编号",
            "title": "名称",
            "period_from": "评选期开始",
            "period_to": "评选期结束",
            "as_of": "计算日期",
            "notice_days": "公示工作日",
            "notice_from": "公示开始",
            "notice_to": "公示截止",
            "source": "规则出处",
            "template": "模板",
            "copied_from_id": "沿用自",
            "limits": "名额与结构限制",
            "procedure": "评分与分配办法",
        },
    ),
    "tier": TableWords(
        "奖项",
        ("name", "campaign_id"),
        {
            "campaign_id": "评选",
            "name": "名称",
            "kind": "对象",
            "seats": "名额",
            "prize": "奖金（元）",
            "design": "证书模板",
        },
        name=("name",),
    ),
    "criterion": TableWords(
        "评分项",
        ("name", "campaign_id"),
        {
            "campaign_id": "评选",
            "kind": "对象",
            "name": "名称",
            "source": "分数来源",
            "weight": "权重",
            "parent_id": "属于",
            "parameters": "计分方法",
        },
        name=("name",),
    ),
    "eligibility_rule": TableWords("资格条件", ("campaign_id",), {"campaign_id": "评选", "rule": "条件"}),
    "veto": TableWords(
        "一票否决",
        ("person_id", "campaign_id"),
        {
            "campaign_id": "评选",
            "person_id": "人员",
            "reason": "事由",
            "evidence": "依据",
            "decided_on": "决定日期",
            "expires_on": "失效日期",
        },
    ),
    "nomination": TableWords(
        "推荐",
        ("person_id", "team_id", "campaign_id"),
        {"campaign_id": "评选", "person_id": "人员", "team_id": "集体", "reason": "推荐理由"},
        name=("person_id", "team_id"),
    ),
    "score": TableWords(
        "评分",
        ("nomination_id", "criterion_id", "judge"),
        {"nomination_id": "推荐对象", "criterion_id": "评分项", "judge": "评委", "points": "分数", "recused": "回避"},
    ),
    "selection_run": TableWords(
        "拟定名单",
        ("campaign_id",),
        {"campaign_id": "评选", "made_at": "拟定时间", "digest": "数据摘要", "confirmed": "已确认"},
    ),
    "honour": TableWords(
        "荣誉",
        ("person_id", "team_id", "title"),
        {
            "person_id": "人员",
            "team_id": "集体",
            "tier_id": "奖项",
            "title": "荣誉",
            "granted_on": "授予日期",
            "score": "得分",
            "revoked_on": "撤销日期",
        },
    ),
    "certificate": TableWords("证书", ("honour_id", "number"), {"honour_id": "荣誉", "number": "编号"}),
    "issued_document": TableWords(
        "文书",
        ("title",),
        {
            "kind": "种类",
            "title": "标题",
            "year": "年度",
            "sequence": "期号",
            "campaign_id": "评选",
            "activity_id": "活动",
            "file_name": "文件",
            "pages": "页数",
            "design": "证书模板",
            "made_at": "生成时间",
            "briefing_id": "简报",
        },
    ),
    "briefing": TableWords(
        "简报",
        ("title",),
        {
            "masthead": "简报名称",
            "title": "标题",
            "day": "日期",
            "editor": "编者",
            "report_to": "报",
            "send_to": "送",
            "issue_to": "发",
            "copies": "份数",
            "supplement": "增刊",
            "state": "状态",
            "year": "年度",
            "sequence": "期号",
            "total": "总期号",
            "issued_at": "印发时间",
            "own_activity_id": "活动",
            "content": "正文",
        },
    ),
    "briefing_activity": TableWords(
        "简报所写的活动", ("briefing_id", "activity_id"), {"briefing_id": "简报", "activity_id": "活动"}
    ),
    "briefing_picture": TableWords(
        "简报照片", ("file_name", "briefing_id"), {"briefing_id": "简报", "file_name": "文件"}
    ),
    "past_posting": TableWords(
        "单位变动",
        ("person_id", "unit_id"),
        {"person_id": "人员", "unit_id": "原单位", "starts": "开始", "ends": "结束"},
    ),
    "distinct_people": TableWords(
        "不是同一人", ("person_id", "other_id"), {"person_id": "一条记录", "other_id": "另一条记录"}
    ),
    "extra_field": TableWords("附加栏", ("name",), {"name": "名称"}),
    "saved_view": TableWords("视图", ("name",), {"name": "名称"}),
    "conduct_record": TableWords(
        "文明行为记录",
        ("person_id", "norm"),
        {
            "person_id": "人员",
            "happened_on": "日期",
            "norm": "条目",
            "points": "分值",
            "evidence": "依据",
            "reverses_id": "冲销",
        },
        name=("norm",),
    ),
    "campaign_task": TableWords(
        "日程",
        ("title", "campaign_id"),
        {"campaign_id": "评选", "title": "事项", "step": "步骤", "due_on": "应完成", "done_on": "完成日期"},
    ),
    "quota": TableWords(
        "名额",
        ("organisation_id", "campaign_id"),
        {
            "campaign_id": "评选",
            "organisation_id": "单位",
            "kind": "对象",
            "pool": "用工性质",
            "places": "名额",
            "nominees": "推荐数",
            "explanation": "说明",
        },
    ),
    "opinion": TableWords(
        "征求意见",
        ("nomination_id", "department"),
        {
            "nomination_id": "推荐对象",
            "department": "部门",
            "asked_on": "征求日期",
            "due_on": "答复期限",
            "answered_on": "答复日期",
            "verdict": "意见",
            "text": "内容",
        },
    ),
    "judge": TableWords(
        "评委",
        ("name", "campaign_id"),
        {"campaign_id": "评选", "name": "姓名", "person_id": "人员", "declared": "列入名单"},
    ),
    "judge_tie": TableWords(
        "利害关系",
        ("judge_id", "person_id"),
        {"judge_id": "评委", "person_id": "人员", "kind": "关系", "note": "说明"},
    ),
    "recusal": TableWords(
        "回避",
        ("judge_id", "nomination_id"),
        {"judge_id": "评委", "nomination_id": "推荐对象", "reason": "事由", "automatic": "按规则"},
    ),
    "score_entry": TableWords(
        "录入分数",
        ("nomination_id", "criterion_id", "judge"),
        {
            "nomination_id": "推荐对象",
            "criterion_id": "评分项",
            "judge": "评委",
            "typed": "第几遍",
            "points": "分数",
        },
    ),
    "fixed_choice": TableWords(
        "指定",
        ("nomination_id",),
        {"nomination_id": "推荐对象", "chosen": "入选", "tier_id": "奖项", "reason": "理由"},
    ),
    "objection": TableWords(
        "异议",
        ("nomination_id", "campaign_id"),
        {
            "campaign_id": "评选",
            "nomination_id": "公示对象",
            "raised_on": "提出日期",
            "objector": "提出方",
            "name": "提出人",
            "contact": "联系方式",
            "sealed": "加盖公章",
            "content": "内容",
            "evidence": "依据",
            "deadline": "办理期限",
            "handling": "核查情况",
            "conclusion": "结论",
            "closed_on": "办结日期",
        },
    ),
    "voting_round": TableWords(
        "投票",
        ("title", "campaign_id"),
        {
            "campaign_id": "评选",
            "number": "轮次",
            "title": "名称",
            "held_on": "日期",
            "kind": "方式",
            "places": "应选",
            "best_share": "优秀比例",
            "majority_of": "过半数按",
            "present": "到会",
            "issued": "发出",
            "returned": "收回",
            "invalid": "无效",
            "again_of_id": "再次投票",
        },
        name=("title",),
    ),
    "voting_candidate": TableWords(
        "得票",
        ("round_id", "nomination_id"),
        {
            "round_id": "投票",
            "nomination_id": "候选对象",
            "approvals": "同意",
            "objections": "不同意",
            "abstentions": "弃权",
        },
    ),
    "grade_count": TableWords(
        "测评",
        ("round_id", "nomination_id"),
        {"round_id": "投票", "nomination_id": "对象", "grade": "等次", "votes": "票数"},
    ),
    "ballot": TableWords(
        "选票", ("number", "campaign_id"), {"campaign_id": "评选", "round": "轮次", "number": "票号"}, name=("number",)
    ),
    "ballot_mark": TableWords(
        "选票意见",
        ("ballot_id", "nomination_id"),
        {"ballot_id": "选票", "nomination_id": "推荐对象", "choice": "意见"},
    ),
    "certificate_design": TableWords("证书模板", ("name",), {"name": "名称", "origin": "来源"}),
    "design_version": TableWords(
        "证书模板版本", ("design_id", "number"), {"design_id": "证书模板", "number": "版本", "saved_at": "保存时间"}
    ),
    "design_picture": TableWords("证书模板图片", ("version_id",), {"version_id": "证书模板版本"}),
    "printed_certificate": TableWords(
        "证书登记",
        ("number", "name"),
        {
            "number": "编号",
            "name": "姓名",
            "version_id": "证书模板版本",
            "person_id": "人员",
            "campaign_id": "评选",
            "printed": "印制次数",
            "revoked_on": "作废日期",
            "revoked_for": "作废原因",
        },
        name=("number",),
    ),
    "printer_correction": TableWords(
        "打印校准",
        ("printer", "sheet"),
        {
            "printer": "打印机",
            "sheet": "纸张",
            "right": "右移毫米",
            "down": "下移毫米",
            "scale_x": "横向缩放",
            "scale_y": "纵向缩放",
            "turn": "旋转度数",
            "edge": "先进的纸边",
            "upside_down": "倒着送纸",
            "face": "放纸方向",
            "measured_on": "校准日期",
        },
    ),
    "setting": TableWords("设置", ("key",), {"value": "内容"}),
}
# Derived from others, or shown by the table's order.
LEFT_OUT = frozenset(
    {"id", "created_at", "changed_at", "pinyin", "initials", "stroke_key", "search_text"}
    | {"path", "full_name", "position", "sha256", "result", "key"}
    | {"page", "definition", "source_id", "content", "fields", "edited"}
    | {"answers", "source_key", "pool", "plan"}
)
