retro_kinds = {
    "award": {"label": "award", "colour": ["#8a5a00", "#e8b64c"], "mark": "diamond"},
    "paper": "publication",
}
