//! What goes into a statement.

use std::borrow::Cow;

/// One value on its way into a statement. Absent values carry their type, because PostgreSQL wants it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// A whole number.
    Int(i64),
    /// An absent whole number.
    NoInt,
    /// Text.
    Text(Cow<'a, str>),
    /// Absent text.
    NoText,
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
}

impl<'a> Value<'a> {
    /// Text that is borrowed or owned.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Text that may be absent.
    pub fn opt_text(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or(Self::NoText, Self::text)
    }

    /// A number that may be absent.
    pub fn opt_int(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::NoInt, |number| Self::Int(number.into()))
    }

    /// The same, borrowing nothing.
    pub fn owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(text.into_owned().into()),
            Self::Bytes(bytes) => Value::Bytes(bytes.into_owned().into()),
            Self::Int(number) => Value::Int(number),
            Self::NoInt => Value::NoInt,
            Self::NoText => Value::NoText,
        }
    }

    /// Bytes that are borrowed or owned.
    pub fn bytes(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self::Bytes(bytes.into())
    }
}
