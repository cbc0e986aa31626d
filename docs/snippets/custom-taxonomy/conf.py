retro_taxonomies = {
    "technology": {
        "label": "technology",
        "title": "Technologies",
        "field": "technologies",
        "folder": "technologies",
    },
}
