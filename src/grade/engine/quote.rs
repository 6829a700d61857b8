//! Paths within a shell's program and within YAML: whatever they hold, they stay one word and mean themselves.

/// One word of bash. What has control characters is written so that it stays on its line: `$'a\nb'`.
pub(super) fn bash(text: &str) -> String {
    if !text.contains(char::is_control) {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let mut word = String::from("$'");
    for character in text.chars() {
        match character {
            '\'' | '\\' => word.extend(['\\', character]),
            // Bytes, as a locale without UTF-8 takes them too; always two digits, so none of what follows is taken for one.
            control if control.is_control() => {
                word.extend(control.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("\\x{byte:02x}")));
            }
            other => word.push(other),
        }
    }
    word + "'"
}

/// One string of YAML, in ASCII: between double quotes any character can be written as an escape (YAML 1.2.2, 5.7).
pub(super) fn yaml(text: &str) -> String {
    let mut string = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => string.extend(['\\', character]),
            ' '..='~' => string.push(character),
            other => string.push_str(&format!("\\U{:08X}", u32::from(other))),
        }
    }
    string + "\""
}

/// The same for GitHub Actions, which looks for expressions in strings: one that gives the characters of its own beginning.
pub(super) fn actions(text: &str) -> String {
    yaml(&text.replace("${{", "${{ '${{' }}"))
}

/// The same for the environment of a container, where `$(name)` stands for a variable and `$$` for the sign itself.
pub(super) fn kubernetes(text: &str) -> String {
    yaml(&text.replace('$', "$$"))
}
