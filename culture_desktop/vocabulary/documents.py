"""The papers the program makes."""

from culture_desktop.vocabulary.words import Word


class DocumentKind(Word):
    """The papers the program makes."""

    ELIGIBILITY = "eligibility", "资格审查表"
    NOTICE = "notice", "公示"
    DECISION = "decision", "表彰决定"
    CERTIFICATES = "certificates", "荣誉证书"
    BRIEFING = "briefing", "简报"
    WINNERS = "winners", "获奖名单"
    MINUTES = "minutes", "评审会议记录"
    NAME_LIST = "name_list", "名单"
    CAMPAIGN_NOTICE = "campaign_notice", "评选通知"
    QUOTAS = "quotas", "名额分配表"
    NOMINATION_FORMS = "nomination_forms", "推荐表"
    SCORE_FORMS = "score_forms", "评分表"
    SCORES = "scores", "评分汇总表"
    BALLOTS = "ballots", "选票"
    VOTES = "votes", "计票结果"
    OBJECTIONS = "objections", "异议处理情况"
    RECEIPTS = "receipts", "签领表"
    CIRCULAR = "circular", "通知"
    REQUEST = "request", "请示"
    REPORT = "report", "报告"
    PLAN = "plan", "活动方案"
    SUMMARY = "summary", "总结"
    SIGN_IN = "sign_in", "签到表"
    SEAT_CARDS = "seat_cards", "席卡"
    BADGES = "badges", "胸牌"
    HONOUR_ROLL = "honour_roll", "光荣榜"
