//! Who somebody is: families by codes, staff by an identity provider, and never by their own word.

mod families;
mod letters;
mod pages;
mod real;
mod staff;
