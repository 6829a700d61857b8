//! The catalogues against each other and against the source.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::*;

/// The keys of a catalogue, in order.
fn keys(lang: Lang) -> Vec<&'static str> {
    let key = |line: &'static str| {
        let (key, _) = line.split_once(" =")?;
        key.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-').then_some(key)
    };
    Messages::source(lang).lines().filter_map(key).collect()
}

/// The names of a message's arguments.
fn arguments(lang: Lang, key: &str) -> BTreeSet<&'static str> {
    let source = Messages::source(lang);
    let start = source.find(&format!("\n{key} =")).expect("a key of the catalogue") + 1;
    let message = source[start..].lines().enumerate();
    let own = message.take_while(|(index, line)| *index == 0 || line.starts_with([' ', '}']));
    own.flat_map(|(_, line)| line.split('$').skip(1))
        .map(|rest| rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next().unwrap_or(""))
        .collect()
}

/// Every Rust file below `src`, this one left out.
fn sources() -> Vec<String> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of the crate").map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("messages/tests.rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The keys that `say!` is called with anywhere in the source.
fn said() -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for source in sources() {
        for call in source.split("say!(").skip(1) {
            if let Some(key) = call.split('"').nth(1) {
                said.insert(key.to_owned());
            }
        }
    }
    said
}

#[test]
fn both_languages_have_the_same_keys_in_the_same_order() {
    assert_eq!(keys(Lang::En), keys(Lang::ZhCn));
}

#[test]
fn both_languages_use_the_same_arguments() {
    for key in keys(Lang::En) {
        assert_eq!(arguments(Lang::En, key), arguments(Lang::ZhCn, key), "{key}");
    }
}

#[test]
fn every_key_that_is_said_exists_and_every_key_that_exists_is_said() {
    let known: BTreeSet<String> = keys(Lang::En).into_iter().map(str::to_owned).collect();
    let said = said();
    let missing: Vec<_> = said.difference(&known).collect();
    assert!(missing.is_empty(), "not in the catalogue: {missing:?}");
    // The help's keys are found by the names of commands and options: cli/arguments.rs panics where one is missing.
    let unused: Vec<_> = known.difference(&said).filter(|key| !key.starts_with("help")).collect();
    assert!(unused.is_empty(), "never said: {unused:?}");
}

#[test]
fn chinese_messages_are_chinese() {
    // A language is called by its own name, so that whoever reads no other finds it.
    for key in keys(Lang::ZhCn).into_iter().filter(|key| *key != "tui-key-language") {
        let source = Messages::source(Lang::ZhCn);
        let start = source.find(&format!("\n{key} =")).unwrap();
        let line = source[start + 1..].lines().next().unwrap().split_once('=').unwrap().1;
        let words: String = line.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after)).collect();
        // Names of options and protocols are in capitals; a lower-case word alone is a translation forgotten. MiB is a unit.
        let english = words.replace("MiB", "").contains(|letter: char| letter.is_ascii_lowercase());
        let chinese = words.contains(|letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter));
        assert!(chinese || !english, "{key}: {line}");
    }
}

#[test]
#[should_panic(expected = "no message no-such-key")]
fn a_key_that_is_not_in_the_catalogue_is_noticed() {
    let _ = Messages::new(Lang::En).format("no-such-key", &FluentArgs::new());
}
