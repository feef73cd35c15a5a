using Psa.Records;

namespace Psa.Attack.Tests.Json;

public sealed class JsonTypesTests
{
    [Fact]
    public void All_records_are_among_the_types_that_are_attacked() =>
        Assert.Empty(RecordTypes.All.AsEnumerable().Select(static record => record.Type).Except(JsonTypes.All.Select(static json => json.Type)));
}
