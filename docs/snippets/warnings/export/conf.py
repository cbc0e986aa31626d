retro_exports = ["atom"]
