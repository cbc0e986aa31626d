retro_kinds = {
    "award": {"label": "award", "color": "#8a5a00"},
}
