using Psa.Lists;

namespace Psa.Domain.Tests.Lists;

/// <summary>A list of records in the plainest way: every one is looked at.</summary>
/// <param name="sortedBy">The field by which it is sorted when nobody says.</param>
/// <param name="searched">The fields that free text is looked for in.</param>
/// <param name="fields">The fields.</param>
internal sealed class PlainList<T>(string sortedBy, string[] searched, params PlainField<T>[] fields)
    where T : class, IEntity<T>
{
    public PlainField<T>[] Fields => fields;

    public List<Id<T>> Find(IEnumerable<T> records, ListRequest request)
    {
        var sort = Of(request.SortBy ?? sortedBy);
        var words = request.Search is null ? [] : ReferenceList.Words(request.Search);
        var found = records.Where(record => (request.Filter is null || Holds(record, request.Filter)) && words.TrueForAll(word => Has(record, word))).ToList();
        found.Sort((left, right) => ReferenceList.Order(sort.Values(left), sort.Values(right)) is var order && order != 0 ? order : string.CompareOrdinal(left.Id.ToString(), right.Id.ToString()));
        if (request.Descending)
        {
            found.Reverse();
        }

        return found.ConvertAll(static record => record.Id);
    }

    private bool Holds(T record, ListFilter filter) => filter switch
    {
        AllFilter all => all.Of.All(part => Holds(record, part)),
        AnyFilter any => any.Of.Any(part => Holds(record, part)),
        NotFilter not => !Holds(record, not.Of),
        FieldFilter field => ReferenceList.Compares(Of(field.Field).Values(record), field.Operator, [.. field.Values.Select(Of(field.Field).Parse)]),
        _ => throw new InvalidOperationException(),
    };

    private bool Has(T record, string word) =>
        searched.Any(field => Of(field).Values(record).Any(text => ReferenceList.Fold((string)text).Contains(ReferenceList.Fold(word), StringComparison.Ordinal)));

    private PlainField<T> Of(string name) => fields.Single(field => field.Name == name);
}
