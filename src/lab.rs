//! What a lab is: the card, its scenes, the claims that they decide, and what each system is known to do.

use std::{borrow::Cow, collections::BTreeMap, fmt, io};

use crate::{
    exercise::Exercise,
    sys::Os,
    text::Text,
    trace::{Tracer, Value},
};

/// One numbered lab: everything that is taught of one statement about sockets.
#[derive(Clone, Debug)]
pub struct Lab {
    /// Its number in the curriculum, from 1.
    pub number: u8,
    /// Its name on the command line, in lower case with hyphens.
    pub slug: &'static str,
    /// A title of a few words.
    pub title: Text,
    /// The part of the curriculum that it stands in.
    pub part: Part,
    /// The lesson in Markdown, both languages.
    pub lesson: Text,
    /// The text of `experiment.rs`, which the lesson shows by anchor.
    pub experiment: &'static str,
    /// The runs, in order.
    pub scenes: &'static [Scene],
    /// What the reader is asked before the run.
    pub prediction: Prediction,
    /// What the reader may change.
    pub knobs: &'static [Knob],
    /// Where the statement can be read: RFC section, man page, test suite.
    pub sources: &'static [Source],
    /// The programs to write, if it has any.
    pub exercises: &'static [Exercise],
}

impl Lab {
    /// `lab_08`: its name in tests and folders.
    #[must_use]
    pub fn module(&self) -> String {
        format!("lab_{:02}", self.number)
    }

    /// The scene of that slug.
    #[must_use]
    pub fn scene(&self, slug: &str) -> Option<&'static Scene> {
        self.scenes.iter().find(|scene| scene.slug == slug)
    }
}

/// The parts of the curriculum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Sockets and names: labs 1 and 2.
    Sockets,
    /// UDP: labs 3 to 15.
    Udp,
    /// TCP connections: labs 16 to 24.
    Tcp,
    /// The byte stream: labs 25 to 31.
    Stream,
    /// Messages over the stream: labs 32 to 35.
    Messages,
    /// Neighbours: labs 36 to 40.
    Neighbours,
}

impl Part {
    /// The name that scripts see.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Part::Sockets => "sockets",
            Part::Udp => "udp",
            Part::Tcp => "tcp",
            Part::Stream => "stream",
            Part::Messages => "messages",
            Part::Neighbours => "neighbours",
        }
    }
}

/// One run of real sockets with the claims that it decides. Two scenes side by side are the counterfactual: one thing
/// changed.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Its name within the lab.
    pub slug: &'static str,
    /// What it shows, in a few words.
    pub title: Text,
    /// What the host must offer; unmet, the claims are [`Verdict::Unobservable`](crate::runner::Verdict::Unobservable).
    pub needs: &'static [Capability],
    /// The socket code. It observes each claim once.
    ///
    /// # Errors
    /// The first call that the scene did not expect to fail.
    pub run: fn(&Tracer, &Settings) -> io::Result<()>,
    /// What the run decides.
    pub claims: &'static [Claim],
}

/// Something that not every host offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capability {
    /// A network namespace of the run's own.
    Isolation,
    /// The right to capture packets on the loopback interface.
    Wire,
    /// The IPv6 loopback address.
    Ipv6,
    /// `TCP_INFO` with its segment counters.
    TcpInfo,
    /// The table of TCP sockets with `TIME_WAIT` in it.
    TcpTable,
    /// `TCP_CORK` and `TCP_QUICKACK`.
    Cork,
    /// `SO_REUSEPORT`.
    ReusePort,
    /// `MSG_TRUNC` as a flag that asks for a datagram's true length.
    TrueLength,
}

impl Capability {
    /// All of them, in the order in which `doctor` lists them.
    pub const ALL: [Capability; 8] = [
        Capability::Isolation,
        Capability::Wire,
        Capability::Ipv6,
        Capability::TcpInfo,
        Capability::TcpTable,
        Capability::Cork,
        Capability::ReusePort,
        Capability::TrueLength,
    ];

    /// The name in JSON, in `SOCKLAB_REQUIRE` and in messages.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Capability::Isolation => "isolation",
            Capability::Wire => "wire",
            Capability::Ipv6 => "ipv6",
            Capability::TcpInfo => "tcp-info",
            Capability::TcpTable => "tcp-table",
            Capability::Cork => "cork",
            Capability::ReusePort => "reuse-port",
            Capability::TrueLength => "true-length",
        }
    }
}

/// One statement that a run decides.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its name within the lab.
    pub id: &'static str,
    /// The statement, in one sentence.
    pub says: Text,
    /// What each system is known to do.
    pub expected: PerOs<Expect>,
}

/// A row a system.
#[derive(Clone, Debug)]
pub struct PerOs<T> {
    /// Linux.
    pub linux: Known<T>,
    /// macOS.
    pub macos: Known<T>,
    /// Windows.
    pub windows: Known<T>,
}

impl<T> PerOs<T> {
    /// Measured on Linux; nobody has told us of the others.
    #[must_use]
    pub const fn on_linux(value: T) -> PerOs<T> {
        PerOs { linux: Known::Measured(value), macos: Known::Unknown, windows: Known::Unknown }
    }

    /// The row of one system.
    #[must_use]
    pub fn on(&self, os: Os) -> &Known<T> {
        match os {
            Os::Linux => &self.linux,
            Os::MacOs => &self.macos,
            Os::Windows => &self.windows,
        }
    }

    /// The row of the system that this program runs on.
    #[must_use]
    pub fn here(&self) -> &Known<T> {
        self.on(Os::HERE)
    }
}

/// How far a row can be trusted.
#[derive(Clone, Debug)]
pub enum Known<T> {
    /// Asserted by socklab's own tests on that system.
    Measured(T),
    /// Documented or asserted by somebody else: the source.
    Cited(T, &'static str),
    /// Nobody has told us.
    Unknown,
}

impl<T> Known<T> {
    /// The expectation, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Known::Measured(value) | Known::Cited(value, _) => Some(value),
            Known::Unknown => None,
        }
    }

    /// `measured`, `cited` or `unknown`.
    #[must_use]
    pub fn slug(&self) -> &'static str {
        match self {
            Known::Measured(_) => "measured",
            Known::Cited(..) => "cited",
            Known::Unknown => "unknown",
        }
    }
}

/// What a claim expects to observe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Exactly this.
    Is(Value),
    /// One of these.
    OneOf(&'static [Value]),
    /// A number not below.
    AtLeast(i64),
    /// A number not above.
    AtMost(i64),
    /// A number from the first to the second, both included.
    Between(i64, i64),
}

impl Expect {
    /// Whether an observed value meets the expectation. A value that is no number meets no inequality.
    #[must_use]
    pub fn met_by(&self, observed: &Value) -> bool {
        match (self, observed) {
            (Expect::Is(value), _) => value == observed,
            (Expect::OneOf(values), _) => values.contains(observed),
            (Expect::AtLeast(low), Value::Number(number)) => number >= low,
            (Expect::AtMost(high), Value::Number(number)) => number <= high,
            (Expect::Between(low, high), Value::Number(number)) => (low..=high).contains(&number),
            (Expect::AtLeast(_) | Expect::AtMost(_) | Expect::Between(..), _) => false,
        }
    }

    /// Whether two runs that both meet it may still observe different values.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        matches!(self, Expect::Is(_))
    }
}

impl fmt::Display for Expect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expect::Is(value) => write!(f, "{value}"),
            Expect::OneOf(values) => {
                let values: Vec<String> = values.iter().map(Value::to_string).collect();
                f.write_str(&values.join(" | "))
            }
            Expect::AtLeast(low) => write!(f, ">= {low}"),
            Expect::AtMost(high) => write!(f, "<= {high}"),
            Expect::Between(low, high) => write!(f, "{low}..{high}"),
        }
    }
}

/// A question before the run. The right choice is whichever the run observes; the answer is never graded.
#[derive(Clone, Debug)]
pub struct Prediction {
    /// The question.
    pub asks: Text,
    /// The scene that answers it.
    pub scene: &'static str,
    /// The claim of that scene whose observed value is the answer.
    pub claim: &'static str,
    /// The answers offered.
    pub choices: &'static [Choice],
}

/// One answer to a prediction.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The value of the claim that this answer predicts.
    pub value: Value,
    /// The answer in words.
    pub says: Text,
    /// The belief that leads to it, and what becomes of that belief.
    pub belief: Text,
}

/// One number or choice of the scenes that the reader may change.
#[derive(Clone, Debug)]
pub struct Knob {
    /// Its name for `--set`.
    pub name: &'static str,
    /// What it changes.
    pub title: Text,
    /// What it accepts.
    pub range: KnobRange,
}

/// What a knob accepts, with the value that the claims are judged at.
#[derive(Clone, Copy, Debug)]
pub enum KnobRange {
    /// A whole number.
    Number {
        /// The value of a run that is judged.
        default: u32,
        /// The smallest value.
        min: u32,
        /// The largest value.
        max: u32,
    },
    /// One of a few words.
    Word {
        /// The value of a run that is judged.
        default: &'static str,
        /// Every value.
        choices: &'static [&'static str],
    },
}

impl fmt::Display for KnobRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KnobRange::Number { min, max, .. } => write!(f, "{min}..{max}"),
            KnobRange::Word { choices, .. } => f.write_str(&choices.join(" | ")),
        }
    }
}

/// The positions of a lab's knobs in one run.
#[derive(Clone, Debug)]
pub struct Settings {
    knobs: &'static [Knob],
    turned: BTreeMap<&'static str, Cow<'static, str>>,
}

/// A knob that could not be turned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// The lab has no such knob.
    #[error("no knob {name:?}")]
    Unknown {
        /// The name asked for.
        name: String,
    },
    /// The knob does not accept the value.
    #[error("knob {name}: {value:?} is not in {range}")]
    OutOfRange {
        /// The knob.
        name: &'static str,
        /// The value asked for.
        value: String,
        /// What it accepts.
        range: String,
    },
}

impl Settings {
    /// Every knob where the claims are judged.
    #[must_use]
    pub fn of(lab: &Lab) -> Settings {
        Settings { knobs: lab.knobs, turned: BTreeMap::new() }
    }

    /// The same with one knob turned. Turning it to its default is no change.
    ///
    /// # Errors
    /// The lab has no such knob, or the knob does not accept the value.
    pub fn with(mut self, name: &str, value: &str) -> Result<Settings, SettingError> {
        let Some(knob) = self.knobs.iter().find(|knob| knob.name == name) else {
            return Err(SettingError::Unknown { name: name.to_owned() });
        };
        let (accepted, is_default) = match knob.range {
            KnobRange::Number { default, min, max } => {
                let number = value.parse::<u32>().ok().filter(|number| (min..=max).contains(number));
                (number.is_some(), number == Some(default))
            }
            KnobRange::Word { default, choices } => (choices.contains(&value), value == default),
        };
        if !accepted {
            let range = knob.range.to_string();
            return Err(SettingError::OutOfRange { name: knob.name, value: value.to_owned(), range });
        }
        if is_default {
            self.turned.remove(knob.name);
        } else {
            self.turned.insert(knob.name, Cow::Owned(value.to_owned()));
        }
        Ok(self)
    }

    /// The knobs that are not at their default, with their values.
    pub fn turned(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.turned.iter().map(|(name, value)| (*name, value.as_ref()))
    }

    /// The position of a number knob.
    ///
    /// # Panics
    /// If the lab has no number knob of this name: a mistake of the lab's author, which its first run shows.
    #[must_use]
    pub fn number(&self, name: &str) -> usize {
        let Some(KnobRange::Number { default, .. }) = self.range(name) else {
            panic!("the lab declares no number knob {name:?}")
        };
        let number = self.turned.get(name).map_or(default, |value| value.parse().expect("checked when it was turned"));
        number as usize
    }

    /// The position of a word knob.
    ///
    /// # Panics
    /// As [`number`](Self::number).
    #[must_use]
    pub fn word(&self, name: &str) -> &str {
        let Some(KnobRange::Word { default, .. }) = self.range(name) else {
            panic!("the lab declares no word knob {name:?}")
        };
        self.turned.get(name).map_or(default, |value| value.as_ref())
    }

    fn range(&self, name: &str) -> Option<KnobRange> {
        self.knobs.iter().find(|knob| knob.name == name).map(|knob| knob.range)
    }
}

/// Where a statement can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A section of an RFC.
    Rfc {
        /// The RFC's number.
        number: u16,
        /// The section.
        section: &'static str,
    },
    /// A manual page.
    Man {
        /// The page.
        page: &'static str,
        /// The section of the manual.
        section: u8,
    },
    /// A test suite that asserts it.
    Suite {
        /// The suite.
        name: &'static str,
        /// The file or test.
        path: &'static str,
    },
    /// Another document, by its title.
    Document(&'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Rfc { number, section } => write!(f, "RFC {number}, section {section}"),
            Source::Man { page, section } => write!(f, "{page}({section})"),
            Source::Suite { name, path } => write!(f, "{name}: {path}"),
            Source::Document(title) => f.write_str(title),
        }
    }
}
