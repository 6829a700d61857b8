//! Names near a misspelt one.

/// Up to three names from a list that are near a misspelt one, the nearest first: those that contain it, and otherwise
/// those a few letters away. Where none is near, the first three of the list, so that the user sees what names look like.
#[must_use]
pub fn nearest<'a>(misspelt: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let distance = |name: &str| {
        let contained = !misspelt.is_empty() && name.contains(misspelt);
        if contained { 0 } else { strsim::damerau_levenshtein(misspelt, name) }
    };
    let names: Vec<&str> = names.into_iter().collect();
    let mut near: Vec<_> = names.iter().map(|name| (distance(name), *name)).collect();
    near.sort_by_key(|(distance, _)| *distance);
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.retain(|(distance, name)| *distance <= best + 2 && *distance <= name.len().max(misspelt.len()) / 2);
    let near = near.into_iter().map(|(_, name)| name);
    let near: Vec<_> = near.take(3).collect();
    if near.is_empty() { names.into_iter().take(3).collect() } else { near }
}
