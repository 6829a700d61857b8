//! The data of a call, kept short.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::value::Quoted;

/// The bytes that a call moved: all of them up to [`Payload::KEPT`], the true length always.
///
/// A scene may send megabytes; its trace stays small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Json", into = "Json")]
pub struct Payload {
    length: usize,
    head: Vec<u8>,
}

impl Payload {
    /// How many bytes are kept.
    pub const KEPT: usize = 256;

    /// Keeps the first bytes and the length of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Payload {
        Payload { length: bytes.len(), head: bytes[..bytes.len().min(Self::KEPT)].to_vec() }
    }

    /// The true length, in bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// The bytes kept.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Quoted text of at most about `columns` columns; what is cut is counted: `"aaaa".. 1000 B`.
    #[must_use]
    pub fn short(&self, columns: usize) -> String {
        let kept = self.head.len().min(columns);
        let quoted = Quoted(&self.head[..kept]).to_string();
        if kept == self.length { quoted } else { format!("{quoted}.. {} B", self.length) }
    }
}

impl fmt::Display for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short(Self::KEPT))
    }
}

/// In JSON: the length, the kept bytes as hexadecimal digits, and as text for a human reader.
#[derive(Serialize, Deserialize)]
struct Json {
    length: usize,
    #[serde(with = "crate::wire::hexadecimal")]
    hex: Vec<u8>,
    #[serde(default)]
    text: String,
}

impl From<Payload> for Json {
    fn from(payload: Payload) -> Json {
        let text = String::from_utf8_lossy(&payload.head).into_owned();
        Json { length: payload.length, hex: payload.head, text }
    }
}

impl From<Json> for Payload {
    fn from(json: Json) -> Payload {
        let mut head = json.hex;
        head.truncate(Self::KEPT);
        Payload { length: json.length, head }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_payload_keeps_its_head_and_its_length() {
        let long = Payload::of(&[b'a'; 1000]);
        assert_eq!((long.length(), long.head().len()), (1000, Payload::KEPT));
        assert_eq!(long.short(4), r#""aaaa".. 1000 B"#);
        assert_eq!(Payload::of(b"hello").short(10), r#""hello""#);
    }

    #[test]
    fn json_brings_every_byte_back() {
        let every_byte = Payload::of(&(0..=255).collect::<Vec<u8>>());
        let json = serde_json::to_string(&every_byte).unwrap();
        assert_eq!(serde_json::from_str::<Payload>(&json).unwrap(), every_byte);
    }
}
