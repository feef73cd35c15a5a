using System.Text.RegularExpressions;

namespace Psa.Architecture.Tests;

public partial class ErrorCodeTests
{
    [Fact]
    public void A_code_has_one_meaning() =>
        Rule.Holds(ErrorCodes.All.GroupBy(ErrorCodes.Code, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void A_code_names_feature_and_problem() =>
        Assert.All(ErrorCodes.All, field => Assert.Matches(Form, ErrorCodes.Code(field)));

    [Fact]
    public void Codes_are_public() => Assert.All(ErrorCodes.All, field => Assert.True(field.IsPublic && field.DeclaringType!.IsPublic, field.Name));

    [Fact]
    public void A_refusal_names_its_code_by_the_constant() => Rule.Holds(Sources.Files.Lines(LiteralCode));

    [Fact]
    public void Every_code_is_used()
    {
        var code = string.Join('\n', Sources.Files.Where(file => !ErrorCodes.All.Any(field => field.DeclaringType!.Name == file.Name)).SelectMany(file => file.Code));

        Rule.Holds(ErrorCodes.All.Select(field => $"{field.DeclaringType!.Name}.{field.Name}").Where(name => !code.Contains(name, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }

    [GeneratedRegex(@"(Exception|Problem|new)\(""[a-z_]+\.[a-z_]+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LiteralCode { get; }
}
