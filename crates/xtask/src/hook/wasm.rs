//! As much of wasm's binary format as the hook needs.

use anyhow::{Context, Result, bail};

/// The number of sections that only tools read, such as the names of functions.
pub(super) const CUSTOM: u8 = 0;
/// The number of the import section.
pub(super) const IMPORTS: u8 = 2;
/// The number of the section with what functions do.
pub(super) const CODE: u8 = 10;
/// Magic number and version.
pub(super) const HEADER: usize = 8;

/// Reads wasm's own encoding.
pub(super) struct Reader<'a> {
    pub(super) rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.rest.split_first().context("the wasm ends too early")?;
        self.rest = rest;
        Ok(*first)
    }

    /// An unsigned LEB128 number.
    pub(super) fn number(&mut self) -> Result<usize> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        bail!("the wasm has a number that is too long")
    }

    /// A length and as many bytes: a name, or a section.
    pub(super) fn name(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        let (name, rest) = self
            .rest
            .split_at_checked(length)
            .context("the wasm ends too early")?;
        self.rest = rest;
        Ok(name)
    }

    /// What is imported, after its names; says whether it is a function.
    pub(super) fn import(&mut self) -> Result<bool> {
        let kind = self.byte()?;
        match kind {
            0 => drop(self.number()?),
            1 => {
                self.byte()?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 => {
                self.byte()?;
                self.byte()?;
            }
            other => bail!("the wasm imports something of kind {other}, which is not known here"),
        }
        Ok(kind == 0)
    }

    fn limits(&mut self) -> Result<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Ok(())
    }
}

/// Writes an unsigned LEB128 number.
pub(super) fn put_number(result: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            result.push(low);
            return;
        }
        result.push(low | 0x80);
    }
}

/// Writes a length and as many bytes.
pub(super) fn put_name(result: &mut Vec<u8>, name: &[u8]) {
    put_number(result, name.len());
    result.extend_from_slice(name);
}
