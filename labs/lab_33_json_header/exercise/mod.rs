//! The exercises of lab 33: a file server and its client.

pub(super) mod file_client;
pub(super) mod file_server;

/// What a client sends that wants this file: the length of the name in bytes, and the name.
fn request(name: &str) -> Vec<u8> {
    with_length(name.as_bytes())
}

/// Some bytes with their length before them, as names and headers go.
fn with_length(bytes: &[u8]) -> Vec<u8> {
    let length = i32::try_from(bytes.len()).expect("names and headers are short");
    [&length.to_le_bytes(), bytes].concat()
}
