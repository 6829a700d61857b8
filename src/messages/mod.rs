//! What the program says, in both languages: one Fluent catalogue a language, the same keys in each.
//!
//! Lessons, claims and cards are not here: they stand with their lab, as [`Text`](crate::text::Text)s. A test holds the
//! catalogues against each other and against the source: no key is missing, extra or unused.

/// An argument of a message: a text or a number.
pub use fluent_bundle::FluentValue as Argument;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::text::Lang;

/// One language's catalogue, ready to format.
pub struct Messages {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

/// A message of the catalogue: `say!(messages, "run-summary", holds = 3)`.
#[macro_export]
macro_rules! say {
    ($messages:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        let arguments: [(&str, $crate::messages::Argument<'_>); _] = [$((stringify!($name), $value.into())),*];
        $messages.format($key, &arguments.into_iter().collect())
    }};
}

impl Messages {
    /// The catalogue's source.
    #[must_use]
    pub fn source(lang: Lang) -> &'static str {
        match lang {
            Lang::En => include_str!("en.ftl"),
            Lang::ZhCn => include_str!("zh-CN.ftl"),
        }
    }

    /// Reads the catalogue of a language.
    ///
    /// # Panics
    /// If the catalogue compiled into the program is not Fluent, which the tests rule out.
    #[must_use]
    pub fn new(lang: Lang) -> Messages {
        let tag: LanguageIdentifier = lang.tag().parse().expect("a language tag");
        let mut bundle = FluentBundle::new(vec![tag]);
        // No direction marks around arguments: both languages run from left to right, and scripts read the output.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(Self::source(lang).to_owned()).expect("a catalogue that parses");
        bundle.add_resource(resource).expect("a catalogue without double keys");
        Messages { lang, bundle }
    }

    /// The language spoken.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message by a key that is known only at run time; `None` if the catalogue has no such key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, None, &mut errors).into_owned())
    }

    /// A message with its arguments; [`say!`](crate::say) is the short form.
    ///
    /// # Panics
    /// In a debug build, if the catalogue lacks the key or an argument. In a release build the key stands for it.
    #[must_use]
    pub fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        debug_assert!(pattern.is_some(), "no message {key}");
        let Some(pattern) = pattern else { return key.to_owned() };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "message {key}: {errors:?}");
        text
    }
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").field("lang", &self.lang).finish_non_exhaustive()
    }
}
