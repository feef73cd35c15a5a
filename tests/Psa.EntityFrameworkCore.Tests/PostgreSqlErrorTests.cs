using Npgsql;
using Psa.EntityFrameworkCore.PostgreSql;
using Psa.Storage;

namespace Psa.EntityFrameworkCore.Tests;

public sealed class PostgreSqlErrorTests
{
    [Theory]
    [InlineData(PostgresErrorCodes.DiskFull, StoreErrors.Full)]
    [InlineData(PostgresErrorCodes.DataCorrupted, StoreErrors.Malformed)]
    [InlineData(PostgresErrorCodes.IndexCorrupted, StoreErrors.Malformed)]
    [InlineData(PostgresErrorCodes.LockNotAvailable, StoreErrors.Locked)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, StoreErrors.Locked)]
    [InlineData(PostgresErrorCodes.OutOfMemory, StoreErrors.Unavailable)]
    [InlineData(PostgresErrorCodes.TooManyConnections, StoreErrors.Unavailable)]
    public void What_the_server_complains_of_has_its_own_code(string state, string expected) =>
        Assert.Equal(expected, PostgreSqlErrors.ToStoreException(new PostgresException("it", "ERROR", "ERROR", state), "psa").Code);
}
