using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Psa.Architecture.Tests;

public class MethodLengthTests
{
    private const int MaxLines = 70;

    public static TheoryData<string> Packages => Shipped.NameData;

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_function_is_long(string package) =>
        Rule.Holds(Bodies(package).Where(body => body.Lines > MaxLines).Select(body => $"{body.File}:{body.First} {body.Lines} lines"));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Lengths_are_known(string package) => Assert.NotEmpty(Bodies(package));

    /// <summary>Measures bodies by the debug information: from the first statement's line to the last one's.</summary>
    private static List<(string File, int First, int Lines)> Bodies(string package)
    {
        var folder = AppContext.BaseDirectory;
        using var image = new PEReader(File.OpenRead(Path.Combine(folder, package + ".dll")));
        using var file = File.OpenRead(Path.Combine(folder, package + ".pdb"));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(file);
        var (metadata, debug) = (image.GetMetadataReader(), symbols.GetMetadataReader());
        var bodies = new List<(string, int, int)>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            // initializers of fields run in constructors, so their lines lie far apart
            var information = debug.GetMethodDebugInformation(handle.ToDebugInformationHandle());
            if (information.Document.IsNil || metadata.GetString(metadata.GetMethodDefinition(handle).Name) is ".ctor" or ".cctor")
            {
                continue;
            }

            var points = information.GetSequencePoints().Where(point => !point.IsHidden).ToArray();
            var path = debug.GetString(debug.GetDocument(information.Document).Name).Replace('\\', '/');
            if (path.Contains("/obj/", StringComparison.Ordinal) || path.Contains("/Migrations/", StringComparison.Ordinal))
            {
                continue;
            }

            var first = points.Min(point => point.StartLine);
            bodies.Add((path[(path.LastIndexOf("/src/", StringComparison.Ordinal) + 1)..], first, points.Max(point => point.EndLine) - first + 1));
        }

        return bodies;
    }
}
