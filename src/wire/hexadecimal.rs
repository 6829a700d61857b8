//! Bytes in JSON, as pairs of hexadecimal digits: `#[serde(with = "hexadecimal")]`.

use std::fmt::Write;

use serde::{Deserialize, Deserializer, Serializer, de::Error};

pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}"); // writing to a String cannot fail
    }
    serializer.serialize_str(&digits)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let digits = String::deserialize(deserializer)?;
    let byte = |pair: &[u8]| {
        let two = std::str::from_utf8(pair).ok().filter(|two| two.len() == 2);
        two.and_then(|two| u8::from_str_radix(two, 16).ok())
    };
    let bytes: Option<Vec<u8>> = digits.as_bytes().chunks(2).map(byte).collect();
    bytes.ok_or_else(|| D::Error::custom("not pairs of hexadecimal digits"))
}
