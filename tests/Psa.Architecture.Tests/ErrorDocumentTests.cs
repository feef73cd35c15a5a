using System.Text;
using Psa.Testing;

namespace Psa.Architecture.Tests;

public class ErrorDocumentTests
{
    [Fact]
    public void The_documented_codes_are_those_in_the_code()
    {
        var text = new StringBuilder(
            """
            # Error codes

            Generated from the constants in the code; a test keeps it current (`PSA_APPROVE=1` rewrites it).

            Whatever the library refuses, it refuses with an exception derived from `PsaException`. Its `Code` is stable: switch on the code, show the
            message. The message says what to do next, `Ids` names the records it is about, and `Fields` what of the input. In a batch an expected obstacle is data, not an
            exception: a billing run reports it, an import lists it, both with the same codes. A programming mistake is an `ArgumentException`
            or one of its kin, and has no code.


            """.ReplaceLineEndings("\n"));
        foreach (var group in ErrorCodes.All.GroupBy(field => field.DeclaringType!).OrderBy(group => group.Key.Name, StringComparer.Ordinal))
        {
            text.Append("## ").Append(group.Key.Name[..^"Errors".Length]).Append("\n\n`").Append(group.Key.FullName).Append("`: ")
                .Append(XmlDocs.Text(XmlDocs.Find("T:" + XmlDocs.Name(group.Key))?.Element("summary"))).Append("\n\n| code | constant | meaning |\n|---|---|---|\n");
            foreach (var field in group.OrderBy(ErrorCodes.Code, StringComparer.Ordinal))
            {
                text.Append("| `").Append(ErrorCodes.Code(field)).Append("` | `").Append(field.Name).Append("` | ").Append(XmlDocs.Summary(field)).Append(" |\n");
            }

            text.Append('\n');
        }

        Approved.Check("docs/errors.md", text.ToString().TrimEnd('\n') + "\n");
    }
}
