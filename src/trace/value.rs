//! What a claim speaks of, reduced to one comparable value.

use std::{borrow::Cow, fmt, io, net::IpAddr};

use serde::{Deserialize, Serialize};

use super::{Datagram, Errno, TcpState};

/// The outcome that a claim expects and a run observes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Data, byte for byte.
    Bytes(Cow<'static, [u8]>),
    /// A count, a size, a port.
    Number(i64),
    /// The call failed with this code.
    Errno(Errno),
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// One of a few named outcomes, such as `ok`.
    Word(Cow<'static, str>),
}

impl Value {
    /// The call succeeded and has nothing else to say.
    pub const OK: Value = Value::word("ok");

    /// These bytes.
    #[must_use]
    pub const fn bytes(bytes: &'static [u8]) -> Value {
        Value::Bytes(Cow::Borrowed(bytes))
    }

    /// This named outcome.
    #[must_use]
    pub const fn word(word: &'static str) -> Value {
        Value::Word(Cow::Borrowed(word))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Bytes(bytes) => write!(f, "{}", Quoted(bytes)),
            Value::Number(number) => write!(f, "{number}"),
            Value::Errno(errno) => write!(f, "{errno}"),
            Value::Yes => f.write_str("yes"),
            Value::No => f.write_str("no"),
            Value::Word(word) => f.write_str(word),
        }
    }
}

/// Bytes between quotes: UTF-8 text as it is, every other byte and every control character escaped as in Rust.
pub(super) struct Quoted<'a>(pub(super) &'a [u8]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for chunk in self.0.utf8_chunks() {
            for character in chunk.valid().chars() {
                // Letters of any script stay readable; what could move the cursor does not reach the terminal.
                if character.is_alphanumeric() || character.is_ascii_graphic() && !"\"\\".contains(character) {
                    write!(f, "{character}")?;
                } else if character == ' ' {
                    f.write_str(" ")?;
                } else if character == '\0' {
                    f.write_str("\\0")?;
                } else if character.is_ascii_control() && !character.is_ascii_whitespace() {
                    write!(f, "\\x{:02x}", u32::from(character))?;
                } else {
                    write!(f, "{}", character.escape_default())?;
                }
            }
            for byte in chunk.invalid() {
                write!(f, "\\x{byte:02x}")?;
            }
        }
        f.write_str("\"")
    }
}

/// Whatever a scene may hand to [`Tracer::observe`](super::Tracer::observe).
pub trait Observable {
    /// The value to compare with the claim's.
    fn into_value(self) -> Value;
}

impl Observable for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl Observable for () {
    fn into_value(self) -> Value {
        Value::OK
    }
}

impl Observable for bool {
    fn into_value(self) -> Value {
        if self { Value::Yes } else { Value::No }
    }
}

impl Observable for Vec<u8> {
    fn into_value(self) -> Value {
        Value::Bytes(Cow::Owned(self))
    }
}

impl Observable for String {
    fn into_value(self) -> Value {
        Value::Word(Cow::Owned(self))
    }
}

/// By its name, such as `ESTABLISHED`.
impl Observable for TcpState {
    fn into_value(self) -> Value {
        Value::word(self.name())
    }
}

impl Observable for &'static str {
    fn into_value(self) -> Value {
        Value::word(self)
    }
}

/// The type of a socket by its name in C, such as `SOCK_STREAM`.
impl Observable for socket2::Type {
    fn into_value(self) -> Value {
        Value::Word(Cow::Owned(format!("{self:?}")))
    }
}

/// The IP of an address, in words; `none` for an address of another family.
impl Observable for Option<IpAddr> {
    fn into_value(self) -> Value {
        self.map_or(Value::word("none"), |ip| Value::Word(Cow::Owned(ip.to_string())))
    }
}

impl Observable for Datagram {
    fn into_value(self) -> Value {
        self.bytes.into_value()
    }
}

macro_rules! observable_number {
    ($($number:ty)*) => {$(
        impl Observable for $number {
            fn into_value(self) -> Value {
                Value::Number(i64::try_from(self).unwrap_or(i64::MAX))
            }
        }
    )*};
}
observable_number!(i32 i64 u16 u32 u64 usize);

/// An error is a value too: its code, or Rust's own kind for an error that no system call returned.
impl<T: Observable> Observable for io::Result<T> {
    fn into_value(self) -> Value {
        match self {
            Ok(value) => value.into_value(),
            Err(error) => match Errno::of(&error) {
                Some(errno) => Value::Errno(errno),
                None => Value::Word(Cow::Owned(format!("{:?}", error.kind()))),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_shown_as_text_and_nothing_reaches_the_terminal_raw() {
        assert_eq!(Value::bytes(b"hello feng").to_string(), r#""hello feng""#);
        assert_eq!(Value::bytes("你好".as_bytes()).to_string(), r#""你好""#);
        assert_eq!(Value::bytes(&"你好".as_bytes()[..4]).to_string(), r#""你\xe5""#);
        assert_eq!(Value::bytes(b"\x1b[2J\0\n\"").to_string(), r#""\x1b[2J\0\n\"""#);
    }

    #[test]
    fn an_error_of_the_system_is_its_code_and_an_error_of_rust_is_its_kind() {
        let of_rust: io::Result<()> = Err(io::Error::new(io::ErrorKind::InvalidInput, "zero duration"));
        assert_eq!(of_rust.into_value(), Value::word("InvalidInput"));
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let taken = std::net::TcpListener::bind(listener.local_addr().unwrap()).map(|_| ());
        assert_eq!(taken.into_value(), Value::Errno(Errno::AddrInUse));
    }
}
