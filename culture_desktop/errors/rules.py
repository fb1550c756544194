"""Rules, profiles and selections that cannot be worked with."""

from culture_desktop.errors.base import CultureError


class RuleProblem(CultureError):
    """A rule, profile or selection that cannot be worked with."""


class RuleInvalidError(RuleProblem):
    """``rule`` (its kind or sentence), ``reason``."""

    sentence = "条件“{rule}”不能用：{reason}。请在评选设置里修改后再试。"


class ProfileBrokenError(RuleProblem):
    """``name``, ``place`` (where in the profile), ``expected``."""

    sentence = "评选模板“{name}”有误，没有采用：{place}应为{expected}。请改正模板文件，或另选一个模板。"


class ActivityTemplateBrokenError(RuleProblem):
    """``name``, ``place`` (where in the template), ``expected``."""

    sentence = "活动模板“{name}”有误，没有采用：{place}应为{expected}。请改正模板文件，或另选一个模板。"


class SelectionFileBrokenError(RuleProblem):
    """``name``, ``place`` (where in the file), ``expected``."""

    sentence = "评选文件“{name}”有误，没有计算：{place}应为{expected}。请改正文件后再试。"


class SelectionFileDiffersError(RuleProblem):
    """``name``, ``difference`` (the first of them, in words)."""

    sentence = "评选记录“{name}”与重新计算的结果不一致：{difference}。请核对文件的来源，不要据此公布。"


class SelectionInvalidError(RuleProblem):
    """``reason``."""

    sentence = "评选的设置前后矛盾，没有计算：{reason}。请修改后再试。"


class FixedChoiceRefusedError(RuleProblem):
    """``name`` of the nominee, ``reason``."""

    sentence = "不能这样指定{name}：{reason}。没有保存。"


class SelectionUnfinishedError(RuleProblem):
    """``reason``."""

    sentence = "没能算出可以保证最优的名单（{reason}），没有改动任何数据。请减少结构限制后再试，或把数据发给支持人员。"


class QuotaImpossibleError(RuleProblem):
    """``reason``: the limits in conflict."""

    sentence = "名额分不下去：{reason}。没有分配，请调整名额、上下限或权数后再试。"


class NomineesOverQuotaError(RuleProblem):
    """``reason``: the unit, its quota and what was found."""

    sentence = "推荐数超过名额：{reason}。没有导入，请单位核减后再试，或先调整名额。"


class BallotsInvalidError(RuleProblem):
    """``reason``: the figures that do not fit."""

    sentence = "计票数字对不上，没有采用：{reason}。请核对计票单后重新填写。"


class VoteVoidError(RuleProblem):
    """``issued`` and ``returned`` papers."""

    sentence = (
        "收回 {returned} 张，多于发出的 {issued} 张，这一轮投票无效，没有登记。"
        "请核对计票单；确属如此的，登记为投票无效，另行投票。"
    )


class ScoreInvalidError(RuleProblem):
    """``reason``: whose score of what cannot count."""

    sentence = "评分不能采用：{reason}。请核对评分表后再试。"


class LimitExceededError(RuleProblem):
    """``breaches``: each in words, joined."""

    sentence = "超出支出标准，没有保存：{breaches}。确需超出的，请在这一行写明理由。"
