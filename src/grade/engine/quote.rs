//! Paths within a shell's program and within YAML: whatever they hold, they stay one word and mean themselves.

/// One word of bash. What has control characters is written so that it stays on its line: `$'a\nb'`.
pub(super) fn bash(text: &str) -> String {
    if !text.contains(char::is_control) {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let escaped = |character: char| match character {
        '\'' | '\\' => format!("\\{character}"),
        // Byte by byte, as any locale takes them; of two digits each, so that none of what follows is taken for one.
        control if control.is_control() => {
            control.to_string().bytes().fold(String::new(), |word, byte| word + &format!("\\x{byte:02x}"))
        }
        other => other.to_string(),
    };
    format!("$'{}'", text.chars().map(escaped).collect::<String>())
}

/// One string of YAML, in ASCII: between double quotes any character can be written as an escape (YAML 1.2.2, 5.7).
pub(super) fn yaml(text: &str) -> String {
    let escaped = |character: char| match character {
        '"' | '\\' => format!("\\{character}"),
        ' '..='~' => character.to_string(),
        other => format!("\\U{:08X}", u32::from(other)),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// The same for GitHub Actions, which looks for expressions in strings: one that gives the characters of its own beginning.
pub(super) fn actions(text: &str) -> String {
    yaml(&text.replace("${{", "${{ '${{' }}"))
}

/// The same for the environment of a container, where `$(name)` stands for a variable and `$$` for the sign itself.
pub(super) fn kubernetes(text: &str) -> String {
    yaml(&text.replace('$', "$$"))
}
