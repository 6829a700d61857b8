//! One file in a stream: the length of a header in 4 bytes, the header in JSON, and then the file's bytes.
//!
//! In Python: `header = json.dumps({"filename": .., "md5": .., "total_size": ..}).encode()`, then
//! `struct.pack('<i', len(header)) + header + data`. The first two parts are a frame of lab 32.

use std::fmt::Write as _;

use md5::{Digest as _, Md5};
use serde::{Deserialize, Serialize};

use super::super::lab_32_length_header::codec as frame;

/// The longest header that a reader is ready to hold: 64 KiB.
pub(super) const LONGEST_HEADER: usize = 1 << 16;

/// What stands before a file. A reader skips the fields that it does not know, so that a newer sender may add some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    /// The name that the sender gives it. Never open it as a path unseen: it may be `../../.bashrc`.
    pub(super) filename: String,
    /// MD5 of the bytes, 32 hexadecimal digits (RFC 1321).
    pub(super) md5: String,
    /// How many bytes follow.
    pub(super) total_size: u64,
}

/// A stream that is no header and file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("byte {at}: {fault}")]
pub(super) struct TransferError {
    /// Where, counted from 0 at the start of the stream.
    pub(super) at: u64,
    /// What is wrong there.
    pub(super) fault: Fault,
}

/// What can be wrong with a file on its way.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// The header's length is none.
    #[error(transparent)]
    Length(#[from] frame::Fault),
    /// The header is no JSON, or lacks a field.
    #[error("{0}")]
    Json(String),
    /// The stream ended before the file did.
    #[error("the stream ends after {have} of the file's {total} bytes")]
    FileCut { have: u64, total: u64 },
    /// The bytes from here on are not those that the sender hashed.
    #[error("from here the md5 is {found}, and the header says {told}")]
    Digest { told: String, found: String },
}

impl Header {
    /// The header of these bytes.
    pub(super) fn of(filename: &str, file: &[u8]) -> Header {
        Header { filename: filename.to_owned(), md5: md5(file), total_size: file.len() as u64 }
    }

    /// The JSON alone.
    pub(super) fn json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("two strings and a number are JSON")
    }

    /// The JSON with its length before it.
    pub(super) fn encode(&self) -> Result<Vec<u8>, frame::DoesNotFit> {
        frame::frame(&self.json())
    }

    /// Reads the JSON that begins at the byte `at` of the stream.
    pub(super) fn decode(json: &[u8], at: u64) -> Result<Header, TransferError> {
        serde_json::from_slice(json).map_err(|error| {
            let words = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            let fault = Fault::Json(words.strip_suffix(&place).unwrap_or(&words).to_owned());
            TransferError { at: at + byte_of(&error, json) as u64, fault }
        })
    }
}

/// MD5 in hexadecimal digits, as `hashlib.md5(data).hexdigest()`.
pub(super) fn md5(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}"); // writing to a String cannot fail
        digits
    })
}

/// The offset of the byte that `serde_json` names by its line and its column in bytes, both from 1.
fn byte_of(error: &serde_json::Error, json: &[u8]) -> usize {
    if error.is_eof() {
        return json.len();
    }
    let lines_before = json.split(|byte| *byte == b'\n').take(error.line().saturating_sub(1));
    let line_starts: usize = lines_before.map(|line| line.len() + 1).sum();
    (line_starts + error.column()).saturating_sub(1).min(json.len())
}

/// Takes the bytes of a stream as they come, in pieces of any size, and puts one file together.
///
/// It holds what has come and reserves nothing in advance: neither length costs memory until its bytes are there.
#[derive(Debug)]
pub(super) struct FileReader {
    /// The length and the JSON.
    head: Vec<u8>,
    header: Option<Header>,
    file: Vec<u8>,
}

impl FileReader {
    /// A reader at the start of a stream.
    pub(super) fn new() -> FileReader {
        FileReader { head: Vec::new(), header: None, file: Vec::new() }
    }

    /// Adds what one read returned, and gives back what comes after the file.
    pub(super) fn push<'a>(&mut self, bytes: &'a [u8]) -> Result<&'a [u8], TransferError> {
        let bytes = self.fill_head(frame::HEADER, bytes);
        let Some((length, _)) = self.head.split_first_chunk() else { return Ok(bytes) };
        let length =
            frame::length(*length, LONGEST_HEADER).map_err(|fault| TransferError { at: 0, fault: fault.into() })?;
        let bytes = self.fill_head(frame::HEADER + length, bytes);
        if self.head.len() < frame::HEADER + length {
            return Ok(bytes);
        }
        if self.header.is_none() {
            self.header = Some(Header::decode(&self.head[frame::HEADER..], frame::HEADER as u64)?);
        }
        let wanted = usize::try_from(self.missing()).unwrap_or(usize::MAX).min(bytes.len());
        let (file, rest) = bytes.split_at(wanted);
        self.file.extend_from_slice(file);
        Ok(rest)
    }

    fn fill_head<'a>(&mut self, until: usize, bytes: &'a [u8]) -> &'a [u8] {
        let (head, rest) = bytes.split_at(until.saturating_sub(self.head.len()).min(bytes.len()));
        self.head.extend_from_slice(head);
        rest
    }

    /// The header, once it has come whole.
    pub(super) fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Bytes of the file that have come.
    pub(super) fn received(&self) -> usize {
        self.file.len()
    }

    /// Bytes of memory reserved for the file.
    pub(super) fn reserved(&self) -> usize {
        self.file.capacity()
    }

    /// Whether every byte that the header announces has come. Whether they are the right ones, [`finish`](Self::finish)
    /// says.
    pub(super) fn is_whole(&self) -> bool {
        self.header.is_some() && self.missing() == 0
    }

    /// The file, if it is whole and its digest is the one in the header. To be asked when `is_whole`, or when the stream
    /// has ended.
    pub(super) fn finish(self) -> Result<(Header, Vec<u8>), TransferError> {
        let (head, have) = (self.head.len() as u64, self.file.len() as u64);
        let error = |at, fault| Err(TransferError { at, fault });
        let Some(header) = self.header else { return error(head, self.head_cut()) };
        if have < header.total_size {
            return error(head + have, Fault::FileCut { have, total: header.total_size });
        }
        let found = md5(&self.file);
        if found.eq_ignore_ascii_case(&header.md5) {
            Ok((header, self.file))
        } else {
            error(head, Fault::Digest { told: header.md5, found })
        }
    }

    /// Bytes of the file that are still to come.
    fn missing(&self) -> u64 {
        self.header.as_ref().map_or(0, |header| header.total_size - self.file.len() as u64)
    }

    /// What is wrong with a stream that ends where the header has not come whole.
    fn head_cut(&self) -> Fault {
        let Some((length, json)) = self.head.split_first_chunk() else {
            return frame::Fault::HeaderCut { have: self.head.len() }.into();
        };
        match frame::length(*length, LONGEST_HEADER) {
            Ok(length) => frame::Fault::PayloadCut { have: json.len(), length }.into(),
            Err(fault) => fault.into(),
        }
    }
}

#[cfg(test)]
#[path = "codec_tests.rs"]
mod tests;
