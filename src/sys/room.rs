//! A receive buffer in the type that socket2 fills.
#![expect(unsafe_code, reason = "socket2 fills MaybeUninit<u8>, which has no safe way back to u8")]

use std::mem::MaybeUninit;

/// Room for a receive, zeroed, so that reading it back is always defined.
#[derive(Debug)]
pub(crate) struct Room(Vec<u8>);

impl Room {
    /// Room for `size` bytes.
    pub(crate) fn new(size: usize) -> Room {
        Room(vec![0; size])
    }

    /// The room as a system call wrapper takes it. Write initialised bytes into it, or none.
    pub(crate) fn slice(&mut self) -> &mut [MaybeUninit<u8>] {
        let (start, length) = (self.0.as_mut_ptr().cast(), self.0.len());
        // SAFETY: u8 and MaybeUninit<u8> have the same layout, and the borrow of `self` covers the slice. Only
        // socket2 writes to it, and it writes what the kernel received: no byte becomes uninitialised.
        unsafe { std::slice::from_raw_parts_mut(start, length) }
    }

    /// The first `count` bytes, copied, so that the room can be used again.
    pub(crate) fn head(&self, count: usize) -> Vec<u8> {
        self.0[..count.min(self.0.len())].to_vec()
    }

    /// The first `count` bytes.
    pub(crate) fn filled(mut self, count: usize) -> Vec<u8> {
        self.0.truncate(count);
        self.0
    }
}
