//! What a command asks for, read from its schema: the same one that the API publishes.

use crate::wanted::{WANTED, Wanted};
use crate::words::Words;
use redress_domain::{Action, law};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in the command.
    pub name: String,
    /// Whether it must be given.
    pub need: bool,
    /// What it holds.
    pub kind: Kind,
}

impl Field {
    /// Whether documents of the file can be chosen in it.
    #[must_use]
    pub fn names_documents(&self) -> bool {
        self.kind.names_documents()
    }
}

impl Kind {
    fn names_documents(&self) -> bool {
        match self {
            Self::Known(known) => *known == Known::Document,
            Self::Any(inner) => inner.names_documents(),
            Self::Rows(fields) | Self::Group(fields) => fields.iter().any(Field::names_documents),
            Self::Shapes(_, shapes) => shapes.iter().any(|(_, fields)| fields.iter().any(Field::names_documents)),
            _ => false,
        }
    }
}

/// What a field holds, and so how it is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Words.
    Words,
    /// A day.
    Day,
    /// Yes or no.
    YesNo,
    /// A whole number that nothing on the file lists.
    Number,
    /// One of a closed list: the type's name, and the values.
    Choice(String, Vec<String>),
    /// Something on the file, or known to the service, by the type of its number.
    Known(Known),
    /// A number that the page makes, such as that of a new document.
    Made,
    /// Any of several.
    Any(Box<Kind>),
    /// Several things of the same shape.
    Rows(Vec<Field>),
    /// Several fields that belong together.
    Group(Vec<Field>),
    /// One of several shapes, each with a name: the type's name, and the shapes.
    Shapes(String, Vec<(String, Vec<Field>)>),
}

/// What the choices of a field are drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// An issue of the complaint.
    Issue,
    /// A recommendation.
    Recommendation,
    /// An invitation to comment.
    Invitation,
    /// Information or documents that were required.
    Requirement,
    /// A question of the school's that waits for an answer.
    Question,
    /// A clock that runs.
    Deadline,
    /// A person.
    Person,
    /// A promise of the catalogue.
    Promise,
    /// A school, by its number.
    School,
    /// A respondent school of the complaint, which is asked for only where there are several, and must be said there.
    Respondent,
    /// Another complaint, by its number.
    Complaint,
    /// A request for data that waits for its answer.
    Request,
    /// Something that the file holds about whoever made a request.
    Item,
    /// A document of the file.
    Document,
}

/// What each command asks for.
pub static COMMANDS: LazyLock<BTreeMap<Action, Vec<Field>>> = LazyLock::new(|| {
    let fields_of = |wanted: &Wanted| {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let schema = (wanted.schema)(&mut generator).to_value();
        let root = json!({ "$defs": generator.take_definitions(true) });
        fields(follow(&schema, &root).1, &root)
    };
    WANTED.iter().map(|(action, wanted)| (*action, fields_of(wanted))).collect()
});

/// What the service fills in itself.
const FILLED_IN: [&str; 3] = [crate::held::SCREENING, crate::held::PUPIL_AGES, crate::held::NEW_PERSON];

/// The properties of an object, those that are needed first.
fn fields(schema: &Value, root: &Value) -> Vec<Field> {
    let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
    let needed = |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    let asked = properties.iter().filter(|(name, _)| !FILLED_IN.contains(&name.as_str()));
    let mut fields: Vec<Field> = asked
        .map(|(name, property)| match (name.as_str(), needed(name), kind(property, root)) {
            ("school", false, Kind::Known(Known::School)) => (name, true, Kind::Known(Known::Respondent)),
            (_, need, kind) => (name, need, kind),
        })
        .map(|(name, need, kind)| Field { name: name.clone(), need, kind })
        .collect();
    fields.sort_by_key(|field| (!field.need, rank(&field.kind)));
    fields
}

/// Short questions come before long ones.
fn rank(kind: &Kind) -> u8 {
    match kind {
        Kind::Made => 0,
        Kind::Known(_) => 1,
        Kind::Choice(..) | Kind::Shapes(..) => 2,
        Kind::Day | Kind::Number => 3,
        Kind::YesNo | Kind::Any(_) => 4,
        Kind::Words => 5,
        Kind::Rows(_) | Kind::Group(_) => 6,
    }
}

fn kind(schema: &Value, root: &Value) -> Kind {
    // The number of something that is not on the file yet.
    if schema["x-new"] == true {
        return Kind::Made;
    }
    let (name, schema) = follow(schema, root);
    let known = match name {
        "IssueNo" => Some(Known::Issue),
        "RecommendationNo" => Some(Known::Recommendation),
        "InvitationNo" => Some(Known::Invitation),
        "RequirementNo" => Some(Known::Requirement),
        "QuestionNo" => Some(Known::Question),
        "DeadlineNo" => Some(Known::Deadline),
        "PersonId" => Some(Known::Person),
        "GuaranteeId" => Some(Known::Promise),
        "Urn" => Some(Known::School),
        "ComplaintId" => Some(Known::Complaint),
        "RequestNo" => Some(Known::Request),
        "ItemNo" => Some(Known::Item),
        "DocumentId" => Some(Known::Document),
        _ => None,
    };
    if let Some(known) = known {
        return Kind::Known(known);
    }
    for choices in ["oneOf", "anyOf"] {
        let Some(all) = schema[choices].as_array() else { continue };
        let some: Vec<_> = all.iter().filter(|choice| choice["type"] != "null").collect();
        if let ([only], true) = (some.as_slice(), some.len() < all.len()) {
            return kind(only, root);
        }
        let values: Option<Vec<String>> =
            some.iter().map(|choice| values(choice)).collect::<Option<Vec<_>>>().map(|all| all.concat());
        return match values {
            Some(values) => Kind::Choice(name.to_owned(), values),
            None => Kind::Shapes(name.to_owned(), some.iter().filter_map(|shape| named_shape(shape, root)).collect()),
        };
    }
    if let Some(values) = values(schema) {
        return Kind::Choice(name.to_owned(), values);
    }
    let is = |kind: &str| {
        schema["type"] == kind || schema["type"].as_array().is_some_and(|all| all.iter().any(|one| one == kind))
    };
    if is("boolean") {
        Kind::YesNo
    } else if is("integer") {
        Kind::Number
    } else if is("array") {
        match kind(&schema["items"], root) {
            Kind::Group(fields) => Kind::Rows(fields),
            shapes @ Kind::Shapes(..) => Kind::Rows(vec![Field { name: String::new(), need: true, kind: shapes }]),
            one => Kind::Any(Box::new(one)),
        }
    } else if is("object") {
        Kind::Group(fields(schema, root))
    } else if schema["format"] == "date" {
        Kind::Day
    } else {
        Kind::Words
    }
}

/// A schema behind its reference, with the name of the type.
fn follow<'a>(schema: &'a Value, root: &'a Value) -> (&'a str, &'a Value) {
    let Some(to) = schema["$ref"].as_str() else { return ("", schema) };
    let inner = to.strip_prefix('#').and_then(|pointer| root.pointer(pointer)).unwrap_or(schema);
    (to.rsplit('/').next().unwrap_or_default(), inner)
}

/// The values of a schema that is a list of words.
fn values(schema: &Value) -> Option<Vec<String>> {
    if let Some(value) = schema["const"].as_str() {
        return Some(vec![value.to_owned()]);
    }
    Some(schema["enum"].as_array()?.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// A shape that is an object of one property, whose name tells it from the others.
fn named_shape(schema: &Value, root: &Value) -> Option<(String, Vec<Field>)> {
    let (name, inner) = schema["properties"].as_object()?.iter().next()?;
    Some((name.clone(), fields(follow(inner, root).1, root)))
}

/// The law's own words for a value of one of its closed lists.
#[must_use]
pub fn label_of_law(t: Words, list: &str, value: &str) -> Option<String> {
    macro_rules! lists {
        ($($name:ident),+) => {
            match list {
                "Limit" => t.limit_of_list(value),
                $(stringify!($name) => law::$name::ALL.iter().find(|one| one.code() == value).map(|one| t.listed(*one)),)+
                _ => None,
            }
        };
    }
    lists!(
        Redirect,
        HeadTeacherFunction,
        NotAcceptedReason,
        NotInvestigated,
        WaiverGround,
        DiscontinueReason,
        AdverseFindingsGround,
        SchoolOutcome,
        CommissionerFinding,
        Remedy,
        Purpose,
        Exemption,
        ExtensionGround,
        DataRefusal
    )
}

/// What a value of a list is called: in the law's own words, or in ours.
#[must_use]
pub fn choice_said(t: Words, list: &str, value: &str) -> String {
    match (list, value) {
        ("Year", "0") => t.say("choice-Year-reception"),
        ("Year", _) => t.fill("choice-Year", &[("year", value.to_owned())]),
        _ => label_of_law(t, list, value).unwrap_or_else(|| t.say(&choice_id(list, value))),
    }
}

/// The name of a value's words in the files: its type, then the value.
#[must_use]
pub fn choice_id(list: &str, value: &str) -> String {
    if list == "Rule" {
        return format!("rule-{value}");
    }
    if list == "Stage" {
        return format!("stage-{}", value.replace('.', "-"));
    }
    format!("choice-{list}-{}", value.replace(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_', "-"))
}
