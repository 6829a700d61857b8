//! Captures for Wireshark, tshark and tcpdump: the pcapng format (draft-ietf-opsawg-pcapng).
//!
//! Written here rather than with the crate `pcap-file`: three blocks of the format are needed, its last release
//! (2.0.0) brings a second `syn` and a second `thiserror` into the build, and 3.0.0 is a release candidate.

use std::{
    io,
    time::{Duration, SystemTime},
};

use super::Frame;
use crate::sys;

/// One scene's frames and the words that go with them.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a> {
    /// Stands in the file on the section and on its first packet, such as the lab and the scene.
    pub comment: &'a str,
    /// When the capture began, by the wall clock.
    pub began: SystemTime,
    /// What was captured.
    pub frames: &'a [Frame],
}

/// Block types and options (draft-ietf-opsawg-pcapng sections 4 and 3.5), by their names there.
const SECTION_HEADER: u32 = 0x0A0D_0D0A;
const INTERFACE_DESCRIPTION: u32 = 1;
const ENHANCED_PACKET: u32 = 6;
const OPT_ENDOFOPT: u16 = 0;
const OPT_COMMENT: u16 = 1;
const SHB_USERAPPL: u16 = 4;
const IF_NAME: u16 = 2;
const IF_TSRESOL: u16 = 9;

/// From this number a reader learns the byte order of the rest.
const BYTE_ORDER: u32 = 0x1A2B_3C4D;

/// `LINKTYPE_ETHERNET` (tcpdump.org, "Link-layer header types"): frames of the loopback interface have an Ethernet
/// header, of zeros.
const ETHERNET: u16 = 1;

/// Time stamps count 10^-9 seconds.
const NANOSECONDS: u8 = 9;

/// Writes one section for each scene, with the interface `lo` and the scene's packets. Numbers are little-endian.
///
/// # Errors
/// Those of `out`; `InvalidInput` for a time before 1970 or after 2554.
pub fn write(mut out: impl io::Write, sections: &[Recorded<'_>]) -> io::Result<()> {
    for recorded in sections {
        out.write_all(&section_header(recorded.comment))?;
        out.write_all(&interface())?;
        for (index, frame) in recorded.frames.iter().enumerate() {
            let comment = if index == 0 { recorded.comment } else { "" };
            out.write_all(&packet(recorded.began, frame, comment)?)?;
        }
    }
    out.flush()
}

fn section_header(comment: &str) -> Vec<u8> {
    let mut block = Block::new(SECTION_HEADER);
    block.u32(BYTE_ORDER);
    block.u16(1); // version 1.0
    block.u16(0);
    block.u64(u64::MAX); // the section's length is not given
    block.option(SHB_USERAPPL, b"socklab");
    block.comment(comment);
    block.finish()
}

fn interface() -> Vec<u8> {
    let mut block = Block::new(INTERFACE_DESCRIPTION);
    block.u16(ETHERNET);
    block.u16(0); // reserved
    block.u32(sys::WHOLE_FRAME);
    block.option(IF_NAME, b"lo");
    block.option(IF_TSRESOL, &[NANOSECONDS]);
    block.finish()
}

fn packet(began: SystemTime, frame: &Frame, comment: &str) -> io::Result<Vec<u8>> {
    let unfit = || io::Error::new(io::ErrorKind::InvalidInput, "a time that pcapng cannot hold");
    let since = began.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::MAX);
    let nanos = since.checked_add(frame.at).and_then(|at| u64::try_from(at.as_nanos()).ok()).ok_or_else(unfit)?;
    let mut block = Block::new(ENHANCED_PACKET);
    block.u32(0); // the section's first and only interface
    // The upper half comes first, whatever the byte order.
    block.u32(u32::try_from(nanos >> 32).map_err(io::Error::other)?);
    block.u32(u32::try_from(nanos & u64::from(u32::MAX)).map_err(io::Error::other)?);
    block.u32(u32::try_from(frame.bytes.len()).map_err(io::Error::other)?);
    block.u32(frame.original_length);
    block.padded(&frame.bytes);
    block.comment(comment);
    Ok(block.finish())
}

/// A block in the making: type, length, content, options, and the length again.
struct Block {
    bytes: Vec<u8>,
    options: bool,
}

impl Block {
    fn new(kind: u32) -> Block {
        let mut block = Block { bytes: Vec::with_capacity(64), options: false };
        block.u32(kind);
        block.u32(0); // the length, once it is known
        block
    }

    fn u16(&mut self, number: u16) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn u32(&mut self, number: u32) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    fn u64(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    /// Everything in a block starts at a multiple of 4 bytes.
    fn padded(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }

    fn option(&mut self, code: u16, value: &[u8]) {
        self.options = true;
        // An option's length is one u16: what is longer is cut. socklab's own comments are far shorter.
        let value = &value[..value.len().min(u16::MAX.into())];
        self.u16(code);
        self.u16(u16::try_from(value.len()).unwrap_or(u16::MAX));
        self.padded(value);
    }

    /// Nothing for an empty comment.
    fn comment(&mut self, comment: &str) {
        if !comment.is_empty() {
            self.option(OPT_COMMENT, comment.as_bytes());
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.options {
            self.u16(OPT_ENDOFOPT);
            self.u16(0);
        }
        let length = u32::try_from(self.bytes.len() + 4).unwrap_or(u32::MAX);
        self.bytes[4..8].copy_from_slice(&length.to_le_bytes());
        self.u32(length);
        self.bytes
    }
}
