"""活动: the list of a year's activities and all of one of them."""
