//! For any student's name and any bytes that a program says, every format is well formed and says the same.

use proptest::prelude::*;
use quick_xml::{Reader, XmlVersion, events::Event};
use socklab::{grade::class::Class, text::Lang};

use crate::class::{self, export, student, with};

/// A name as [`StudentGrade`](socklab::grade::class::StudentGrade) allows it: without control characters and backslashes.
fn name() -> impl Strategy<Value = String> {
    let plain = any::<char>().prop_filter("no control character", |letter| !letter.is_control() && *letter != '\\');
    let markup =
        proptest::sample::select("<>&\"'=+-@|,;%`*[]{}$\u{fffe}\u{2028}\u{202e}学".chars().collect::<Vec<_>>());
    proptest::collection::vec(prop_oneof![plain, markup], 1..40).prop_map(String::from_iter)
}

/// Any bytes, many of them of markup and of control.
fn says() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![any::<u8>(), proptest::sample::select(b"<>&\"'\x00\x1b\r\n\t,;]".to_vec())];
    proptest::collection::vec(byte, 1..200)
}

fn one(name: &str, says: &[u8]) -> Class {
    class::class(vec![student(name, says), student("bob", b"x")])
}

/// The names of all cases, by a parser that refuses what is not well formed.
fn cases(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == b"testcase" => {
                let name = tag.try_get_attribute("name").unwrap().unwrap();
                names.push(name.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned());
            }
            Event::Text(text) => drop(text.decode().unwrap()),
            Event::Eof => return names,
            _ => {}
        }
    }
}

/// The tags of a page, in order. Text holds no angle brackets if it is escaped.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split("</style>").nth(1).unwrap();
    body.split('<').skip(1).map(|piece| piece.split_once('>').expect("a tag that ends").0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn junit_is_well_formed_and_its_names_are_unique(name in name(), says in says()) {
        let xml = export(&one(&name, &says), "junit").unwrap();
        let allowed = |letter: char| matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        prop_assert!(xml.chars().all(allowed));
        let mut names = cases(&xml);
        prop_assert_eq!(names.len(), 14);
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), 14);
    }

    #[test]
    fn two_students_never_share_a_case(first in name(), second in name()) {
        prop_assume!(first != second);
        let xml = export(&class::class(vec![student(&first, b"x"), student(&second, b"x")]), "junit").unwrap();
        let mut names = cases(&xml);
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), 14);
    }

    #[test]
    fn a_spreadsheet_says_the_name_and_no_cell_is_a_formula(name in name(), says in says()) {
        let text = export(&one(&name, &says), "csv").unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        prop_assert!(!record[0].starts_with(['=', '+', '-', '@', '\t', '\r']));
        let quoted = format!("'{name}");
        prop_assert!([&name, &quoted].contains(&&record[0].to_owned()));
        prop_assert_eq!(reader.records().count(), 1);
    }

    #[test]
    fn moodle_s_table_stays_a_table(says in says()) {
        let text = with(&one("eve", &says), "eve,1,e\nbob,2,b\n", "moodle", Lang::En).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), 2);
        prop_assert!(!rows[0][3].contains(['<', '>']));
    }

    #[test]
    fn json_says_the_name(name in name(), says in says()) {
        let class = one(&name, &says);
        let json: serde_json::Value = serde_json::from_str(&export(&class, "json").unwrap()).unwrap();
        prop_assert_eq!(&json["students"][0]["student"], &name);
        let own = class.for_student(&name).unwrap();
        let results: serde_json::Value = serde_json::from_str(&export(&own, "gradescope").unwrap()).unwrap();
        prop_assert_eq!(&results["score"], 2);
    }

    #[test]
    fn a_page_has_the_same_tags_whatever_students_are_called_and_say(name in name(), says in says()) {
        let page = export(&one(&name, &says), "html").unwrap();
        let tame = export(&one("eve", b"x"), "html").unwrap();
        prop_assert_eq!(tags(&page), tags(&tame));
        prop_assert!(!page.contains(|letter: char| letter.is_control() && letter != '\n' && letter != '\t'));
    }

    #[test]
    fn what_a_student_may_see_holds_no_hidden_check_and_nobody_else(name in name(), says in says()) {
        prop_assume!(name != "bob" && !says.windows(2).any(|pair| pair == b"bo" || pair == b"hi"));
        prop_assume!(!name.contains("hidden") && !name.contains("bob"));
        let own = one(&name, &says).for_student(&name).unwrap();
        for format in ["text", "json", "csv", "junit", "gradescope", "github", "html"] {
            let text = export(&own, format).unwrap().replace("overflow: hidden", "");
            prop_assert!(!text.contains("hidden-check") && !text.contains("The hidden demand"), "{}", format);
            prop_assert!(!text.contains("\"bob\""), "{}", format);
        }
    }
}
