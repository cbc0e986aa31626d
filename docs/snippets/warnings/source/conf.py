retro_sources = {"work": ("https://work.example/", "work.json")}
