using System.Text.Json;
using System.Text.RegularExpressions;
using Psa.Events;
using Psa.Records;

namespace Psa.Attack.Tests.Calls;

/// <summary>Writes records so that two that say the same read the same: without versions, moments and ids that weren't there before.</summary>
internal sealed partial class PlainText(IEnumerable<Guid> known)
{
    private readonly HashSet<string> _known = [.. known.Select(static id => id.ToString())];

    public string Of(object record, Type type) => Plain(JsonSerializer.Serialize(record, type, PsaJson.Options));

    public string Of(PsaEvent one) => Plain($"{one.Kind} {one.RecordKind} {one.RecordId} {one.From} {one.To} {one.Reason} {one.Data}");

    private string Plain(string json) =>
        Ids().Replace(Moments().Replace(Versions().Replace(json, string.Empty), "@"), id => _known.Contains(id.Value) ? id.Value : "#");

    // how often a run was calculated counts attempts, as a version does
    [GeneratedRegex("\"(version|calculations)\":\\d+,?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Versions();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+Z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Moments();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();
}
