//! Frames: a length in 4 bytes, then so many bytes. In Python: `struct.pack('<i', len(data)) + data`.
//!
//! `i` without the `<` is the same on every machine that a reader is likely to own: a signed number of 32 bits, the least
//! significant byte first (Python, `struct`).

/// Bytes of a header.
pub(in crate::labs) const HEADER: usize = 4;

/// A stream that is no list of frames.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("byte {at}: {fault}")]
pub(super) struct FrameError {
    /// Where, counted from 0 at the start of the stream: the header at fault, or the end that came too early.
    pub(super) at: u64,
    /// What is wrong there.
    pub(super) fault: Fault,
}

/// What can be wrong with a frame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::labs) enum Fault {
    /// A length below zero, which `i` can express and no message can have.
    #[error("length {0} is negative")]
    Negative(i32),
    /// A length above what the reader is ready to hold.
    #[error("length {length} is above the limit of {limit}")]
    TooLong { length: usize, limit: usize },
    /// The stream ended with a part of a header.
    #[error("the stream ends after {have} of the header's 4 bytes")]
    HeaderCut { have: usize },
    /// The stream ended with a part of a payload.
    #[error("the stream ends after {have} of the payload's {length} bytes")]
    PayloadCut { have: usize, length: usize },
}

/// A length that 4 bytes cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("length {0} does not fit in 4 bytes")]
pub(in crate::labs) struct DoesNotFit(u64);

/// The header of a payload of so many bytes.
pub(in crate::labs) fn header(length: u64) -> Result<[u8; HEADER], DoesNotFit> {
    i32::try_from(length).map(i32::to_le_bytes).map_err(|_| DoesNotFit(length))
}

/// A payload with its header before it.
pub(in crate::labs) fn frame(payload: &[u8]) -> Result<Vec<u8>, DoesNotFit> {
    Ok([&header(payload.len() as u64)?, payload].concat())
}

/// The length that a header tells, if it is one that the reader is ready to hold.
pub(in crate::labs) fn length(header: [u8; HEADER], limit: usize) -> Result<usize, Fault> {
    let told = i32::from_le_bytes(header);
    let length = usize::try_from(told).map_err(|_| Fault::Negative(told))?;
    if length > limit { Err(Fault::TooLong { length, limit }) } else { Ok(length) }
}

/// Takes the bytes of a stream as they come, in pieces of any size, and gives the messages.
///
/// It holds what was pushed and is not yet given out, and nothing in advance: a length costs no memory until its bytes
/// are there. After an error it takes no more, for nobody knows where the next header stands.
#[derive(Debug)]
pub(super) struct Decoder {
    limit: usize,
    waiting: Vec<u8>,
    /// Bytes at the front of `waiting` that were given out already.
    given: usize,
    /// Bytes given out before `waiting` begins.
    before: u64,
    refused: Option<FrameError>,
}

impl Decoder {
    /// A decoder at the start of a stream that refuses payloads of more than `limit` bytes.
    pub(super) fn new(limit: usize) -> Decoder {
        Decoder { limit, waiting: Vec::new(), given: 0, before: 0, refused: None }
    }

    /// Adds what one read returned.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.refused.is_none() {
            self.waiting.drain(..self.given);
            self.before += self.given as u64;
            self.given = 0;
            self.waiting.extend_from_slice(bytes);
        }
    }

    /// The next message that has come whole; `None` while more must be read first.
    pub(super) fn message(&mut self) -> Result<Option<Vec<u8>>, FrameError> {
        if let Some(error) = &self.refused {
            return Err(error.clone());
        }
        let Some((header, rest)) = self.waiting[self.given..].split_first_chunk() else { return Ok(None) };
        let length = match length(*header, self.limit) {
            Ok(length) => length,
            Err(fault) => {
                let error = FrameError { at: self.before + self.given as u64, fault };
                self.refused = Some(error.clone());
                return Err(error);
            }
        };
        let Some(payload) = rest.get(..length) else { return Ok(None) };
        self.given += HEADER + length;
        Ok(Some(payload.to_vec()))
    }

    /// Whether the stream may end here: to be asked when a read gave 0 bytes and there is no message left.
    pub(super) fn finish(self) -> Result<(), FrameError> {
        if let Some(error) = self.refused {
            return Err(error);
        }
        let left = &self.waiting[self.given..];
        let at = self.before + self.waiting.len() as u64;
        let fault = match left.split_first_chunk() {
            None if left.is_empty() => return Ok(()),
            None => Fault::HeaderCut { have: left.len() },
            Some((header, rest)) => match length(*header, self.limit) {
                Ok(length) => Fault::PayloadCut { have: rest.len(), length },
                Err(fault) => fault,
            },
        };
        Err(FrameError { at, fault })
    }

    /// Bytes of memory reserved.
    pub(super) fn reserved(&self) -> usize {
        self.waiting.capacity()
    }
}

#[cfg(test)]
#[path = "codec_tests.rs"]
mod tests;
