//! What CPython did with many generated programs, kept in one small file.
//!
//! The programs are not in it: their numbers lead to them. A fingerprint of their texts tells whether
//! the generator still makes the same ones; if not, they have to be recorded again.

use crate::{
    generate,
    oracle::{Kind, Oracle},
};
use anyhow::{Context, Result, bail};
use serde_json::{Value as Json, json};
use std::{fs, path::Path};

/// Transcripts of programs with consecutive numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recording {
    /// Which CPython it was: `3.14.2`.
    pub version: String,
    /// The number of the first program.
    pub seed: u64,
    /// Stands for the texts of the programs.
    pub fingerprint: String,
    /// A transcript for each program.
    pub transcripts: Vec<Vec<String>>,
}

impl Recording {
    /// Asks the oracle about so many programs, the first with this number.
    ///
    /// # Errors
    /// When the oracle cannot be used.
    pub fn make(oracle: &Kind, seed: u64, programs: u64) -> Result<Self> {
        let mut oracle: Oracle = oracle.start()?;
        let asked = (seed..seed + programs).map(|seed| oracle.ask(&generate::program(seed)));
        let transcripts = asked.collect::<Result<_>>()?;
        Ok(Self {
            version: oracle.version,
            seed,
            fingerprint: fingerprint(seed, programs),
            transcripts,
        })
    }

    /// Writes it, compressed.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        let Self {
            version,
            seed,
            fingerprint,
            transcripts,
        } = self;
        let head = json!({ "version": version, "seed": seed, "fingerprint": fingerprint });
        let mut text = format!("{head}\n");
        for transcript in transcripts {
            text.push_str(&serde_json::to_string(transcript)?);
            text.push('\n');
        }
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(text.as_bytes(), 10);
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(path, packed))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// Reads what [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// When it is something else.
    pub fn load(packed: &[u8]) -> Result<Self> {
        let text = match miniz_oxide::inflate::decompress_to_vec_zlib(packed) {
            Ok(bytes) => String::from_utf8(bytes)?,
            Err(error) => bail!("the recording cannot be unpacked: {error}"),
        };
        let mut lines = text.lines();
        let head: Json = serde_json::from_str(lines.next().unwrap_or_default())
            .context("the recording has no head")?;
        let known = |field: &str| {
            head[field]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("it has no {field}"))
        };
        let transcripts = lines
            .map(|line| Ok(serde_json::from_str(line)?))
            .collect::<Result<_>>();
        Ok(Self {
            version: known("version")?,
            seed: head["seed"].as_u64().context("it has no seed")?,
            fingerprint: known("fingerprint")?,
            transcripts: transcripts?,
        })
    }

    /// Whether the generator still makes the programs that were recorded.
    ///
    /// # Errors
    /// If not; the error says what to do.
    pub fn is_current(&self) -> Result<()> {
        if fingerprint(self.seed, self.transcripts.len() as u64) == self.fingerprint {
            return Ok(());
        }
        bail!(
            "the generator makes other programs than when these were recorded; \
             record them again with `cargo xtask fuzz --record`"
        )
    }
}

/// Stands for the texts of so many programs: FNV-1a in 64 bits, which finds changes made by
/// accident.
fn fingerprint(seed: u64, programs: u64) -> String {
    let mut sum: u64 = 0xcbf2_9ce4_8422_2325;
    for seed in seed..seed + programs {
        for byte in generate::program(seed).to_json().bytes().chain([b'\n']) {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{sum:016x}")
}
