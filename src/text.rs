//! Words in the two languages that socklab speaks.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A language of lessons and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Simplified Chinese.
    ZhCn,
}

impl Lang {
    /// Both, the source language first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::ZhCn];

    /// The one that is not this.
    #[must_use]
    pub fn other(self) -> Lang {
        match self {
            Lang::En => Lang::ZhCn,
            Lang::ZhCn => Lang::En,
        }
    }

    /// The tag on the command line and in file names (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::ZhCn => "zh-CN",
        }
    }

    /// The language of a POSIX locale such as `zh_CN.UTF-8`; English for every language that socklab does not speak.
    #[must_use]
    pub fn of_locale(locale: &str) -> Lang {
        if locale.starts_with("zh") { Lang::ZhCn } else { Lang::En }
    }
}

/// A text in both languages. One language alone does not compile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// English.
    pub en: Cow<'static, str>,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: Cow<'static, str>,
}

impl Text {
    /// A text that is known when socklab is compiled.
    #[must_use]
    pub const fn new(en: &'static str, zh: &'static str) -> Text {
        Text { en: Cow::Borrowed(en), zh: Cow::Borrowed(zh) }
    }

    /// The words in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::ZhCn => &self.zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_locale_of_any_region_is_chinese_and_no_locale_is_english() {
        assert_eq!(Lang::of_locale("zh_CN.UTF-8"), Lang::ZhCn);
        assert_eq!(Lang::of_locale("zh_SG"), Lang::ZhCn);
        assert_eq!(Lang::of_locale("C"), Lang::En);
        assert_eq!(Lang::of_locale(""), Lang::En);
    }
}
